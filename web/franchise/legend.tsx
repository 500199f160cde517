import type { Member } from '../data/scan.ts'
import { type Mark, markIcons, markOf, StateMark } from '../titles/title-mark.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'

/** What the marks and lines on this map mean; those that it lacks are left out. */
export function Legend({ media }: { media: readonly Member[] }) {
  const texts = useResultsTexts()
  const marks = new Set(media.map(markOf))
  const lines = [
    ['chain', 'stroke-edge stroke-5'],
    ['side', 'stroke-edge stroke-2'],
    ['link', 'stroke-edge stroke-[1.5] [stroke-dasharray:0.1_5]'],
  ] as const
  return (
    <ul
      aria-label={texts.franchise.legend}
      className="flex flex-wrap items-center gap-x-5 gap-y-2 text-s text-muted"
    >
      {(Object.keys(markIcons) as Mark[])
        .filter((mark) => marks.has(mark))
        .map((mark) => (
          <li key={mark} className="flex items-center gap-2">
            <span aria-hidden="true">
              <StateMark mark={mark} className="size-5" />
            </span>
            {texts.media.states[mark]}
          </li>
        ))}
      {media.length > 2 &&
        lines.map(([kind, look]) => (
          <li key={kind} className="flex items-center gap-2">
            <svg viewBox="0 0 24 8" className="h-2 w-6" strokeLinecap="round" aria-hidden="true">
              <path d="M3 4H21" className={look} />
            </svg>
            {texts.franchise.lines[kind]}
          </li>
        ))}
    </ul>
  )
}
