import type { ReactNode } from 'react'
import { useTexts } from '../ui/texts/language.tsx'
import type { Drawing } from './geometry.ts'

/** The paper of the map: years above, lines, and the stops on top of them. */
export function MapPaper({
  drawing,
  label,
  lines,
  children,
}: {
  drawing: Drawing
  label: string
  lines: ReactNode
  children: ReactNode
}) {
  return (
    <div className="w-fit">
      <YearAxis drawing={drawing} />
      <div className="relative" style={{ width: drawing.width, height: drawing.height }}>
        {lines}
        <ol aria-label={label}>{children}</ol>
      </div>
    </div>
  )
}

/** Stays on top while one scrolls down. */
function YearAxis({ drawing: { width, years } }: { drawing: Drawing }) {
  const texts = useTexts().media
  return (
    <div
      aria-hidden="true"
      className="sticky top-0 z-10 h-7 border-b border-rule bg-surface text-s leading-7 text-muted tabular-nums"
      style={{ width }}
    >
      {years.map(({ year, from, to }) => (
        <span key={year ?? 'unknown'} className="absolute" style={{ left: from, width: to - from }}>
          <span className="sticky left-0 px-2 whitespace-nowrap">{year ?? texts.unknownYear}</span>
        </span>
      ))}
    </div>
  )
}
