import type { ComponentProps, ReactNode } from 'react'
import type { Member } from '../data/scan.ts'
import { type Mark, markOf } from '../titles/title-mark.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { type Drawing, type DrawnWire, pathOf } from './geometry.ts'

/** The paper of the map: years above, lines, and the stops on top of them. */
export function MapPaper({
  label,
  children,
  ...lines
}: ComponentProps<typeof MapLines> & { label: string; children: ReactNode }) {
  const { drawing } = lines
  return (
    <div className="w-fit">
      <YearAxis drawing={drawing} />
      <div className="relative" style={{ width: drawing.width, height: drawing.height }}>
        <MapLines {...lines} />
        <ol aria-label={label}>{children}</ol>
      </div>
    </div>
  )
}

/** Stays on top while one scrolls down. */
function YearAxis({ drawing: { width, years } }: { drawing: Drawing }) {
  const texts = useResultsTexts().media
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

/** The lines of the map, and the years behind them. They say nothing aloud: the stops say where each line comes from. */
function MapLines({
  drawing: { width, height, wires, years },
  members,
  bend,
  active,
}: {
  drawing: Drawing
  members: ReadonlyMap<number, Member>
  bend: number
  /** The title whose lines stand out. */
  active: number | undefined
}) {
  const markAt = (id: number): Mark => {
    const member = members.get(id)
    return member ? markOf(member) : 'unlisted'
  }
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className="absolute top-0 left-0 fill-none"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {years.map(({ year, from, to }, at) => (
        <rect
          key={year ?? 'unknown'}
          x={from}
          width={to - from}
          height={height}
          className={at % 2 === 1 ? 'fill-sunken/45' : undefined}
        />
      ))}
      {bundlesOf(wires).map((bundle) => (
        <g key={`${bundle[0]?.from} ${bundle[0]?.to}`}>
          {bundle.map((wire) => (
            <Halo key={`${wire.from} ${wire.to}`} wire={wire} bend={bend} />
          ))}
          {bundle.map((wire) => (
            <path
              key={`${wire.from} ${wire.to}`}
              d={pathOf(wire.points, bend)}
              strokeWidth={thickness[wire.kind]}
              className={lookOf(wire, markAt)}
            />
          ))}
        </g>
      ))}
      {wires
        .filter(({ from, to }) => active === from || active === to)
        .map((wire) => (
          <path
            key={`${wire.from} ${wire.to}`}
            d={pathOf(wire.points, bend)}
            strokeWidth={thickness[wire.kind]}
            className="stroke-accent"
          />
        ))}
      {wires
        .filter(({ backwards }) => backwards)
        .map((wire) => (
          <Arrow key={`${wire.from} ${wire.to}`} wire={wire} />
        ))}
    </svg>
  )
}

const order = { link: 0, side: 1, chain: 2 } as const
const thickness = { link: 1.5, side: 2, chain: 5 } as const

/** Lines of one kind that share their trunk. Those that matter most come last, over the others. */
function bundlesOf(wires: readonly DrawnWire[]): readonly (readonly DrawnWire[])[] {
  const bundles = new Map<string, DrawnWire[]>()
  for (const wire of wires.toSorted((a, b) => order[a.kind] - order[b.kind])) {
    const [turn] = wire.way.turns
    const key = turn ? `${wire.kind} ${turn.gap} ${turn.slot}` : wire.kind
    const bundle = bundles.get(key)
    if (bundle) bundle.push(wire)
    else bundles.set(key, [wire])
  }
  return [...bundles.values()]
}

/** Under each line lies a wider one in the colour of the ground, so that where two cross one goes over the other. */
function Halo({ wire: { kind, points }, bend }: { wire: DrawnWire; bend: number }) {
  if (points.length < 3) return null
  return (
    <path
      d={pathOf(points, bend)}
      strokeWidth={thickness[kind] + 4}
      strokeLinecap="butt"
      className="stroke-surface"
    />
  )
}

function lookOf({ from, to, kind }: DrawnWire, markAt: (id: number) => Mark): string {
  const marks = [markAt(from), markAt(to)]
  const isAhead = marks.some((mark) => mark === 'announced')
  if (kind === 'link') return 'stroke-edge [stroke-dasharray:0.1_5]'
  const isSeen = marks.every((mark) => mark === 'watched' || mark === 'watching')
  return `${isSeen ? 'stroke-muted' : 'stroke-edge'} ${isAhead ? '[stroke-dasharray:1_9]' : ''}`
}

/** Time runs to the right; a line that leads back to an older title says so. */
function Arrow({ wire: { points } }: { wire: DrawnWire }) {
  const [end, before] = points
  if (!end || !before) return null
  const x = (end.x + before.x) / 2 + 8
  return (
    <path
      d={`M${x + 5} ${end.y - 6}L${x - 3} ${end.y}L${x + 5} ${end.y + 6}`}
      strokeWidth="2.5"
      strokeLinejoin="round"
      className="fill-surface stroke-muted"
    />
  )
}
