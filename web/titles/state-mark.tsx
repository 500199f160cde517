import { Icon } from '../ui/icon.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { type Mark, markIcons } from './title-mark.ts'

const looks: Readonly<Record<Mark, string>> = {
  watched: 'bg-muted text-page',
  watching: 'bg-muted text-page',
  planned: 'border-2 border-muted bg-surface text-muted',
  paused: 'border-2 border-muted bg-surface text-muted',
  dropped: 'border-2 border-edge bg-surface text-muted',
  missing: 'bg-accent text-on-accent',
  airing: 'bg-accent text-on-accent',
  announced: 'border-2 border-dashed border-accent bg-surface text-accent',
  hidden: 'border-2 border-edge bg-surface text-muted',
  unlisted: 'border-2 border-edge bg-surface',
}

/** A stop on the line of a franchise: its shape and picture tell the state, its name is said aloud. */
export function StateMark({ mark, className = 'size-6' }: { mark: Mark; className?: string }) {
  const texts = useTexts()
  const icon = markIcons[mark]
  return (
    <span className={`grid shrink-0 place-items-center rounded-full ${looks[mark]} ${className}`}>
      <span className="sr-only">{texts.media.states[mark]}</span>
      {icon && <Icon name={icon} className="size-[62%] stroke-[2.5]" />}
    </span>
  )
}
