import { availability } from '../../src/core/stats.ts'
import type { Member } from '../data/scan.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'

/** A title's state on the list; for missing titles, their availability. */
export type Mark =
  | 'watched'
  | 'watching'
  | 'planned'
  | 'paused'
  | 'dropped'
  | 'missing'
  | 'airing'
  | 'announced'
  | 'hidden'
  | 'unlisted'

export function markOf(member: Pick<Member, 'state' | 'status' | 'entry'>): Mark {
  switch (member.state) {
    case 'watched':
      return member.entry?.status === 'CURRENT' ? 'watching' : 'watched'
    case 'missing':
      return ({ out: 'missing', airing: 'airing', announced: 'announced' } as const)[availability(member)]
    default:
      return member.state
  }
}

export const markIcons: Readonly<Record<Mark, IconName | undefined>> = {
  watched: 'check',
  watching: 'play',
  planned: 'bookmark',
  paused: 'pause',
  dropped: 'cross',
  missing: 'plus',
  airing: 'plus',
  announced: 'clock',
  hidden: 'hidden',
  unlisted: undefined,
}

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

/** A title's mark: its shape and icon show the state, which screen readers get as text. */
export function StateMark({ mark, className = 'size-6' }: { mark: Mark; className?: string }) {
  const { states } = useResultsTexts().media
  const icon = markIcons[mark]
  return (
    <span
      data-mark={mark}
      className={`grid shrink-0 place-items-center rounded-full ${looks[mark]} ${className}`}
    >
      <span className="sr-only">{states[mark]}</span>
      {icon && <Icon name={icon} className="size-[62%] stroke-[2.5]" />}
    </span>
  )
}
