import { type ComponentProps, memo, type ReactNode } from 'react'
import type { Member } from '../data/scan.ts'
import { Poster } from '../titles/poster.tsx'
import { Extent, Kind } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { type Mark, markOf, StateMark } from '../titles/title-mark.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { type Drawing, type DrawnWire, type Point, pathOf } from './geometry.ts'
import { measuresOf, type Zoom } from './map-controls.tsx'

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

/** A title on the map. Its mark stands on the line, its name below. */
export const MapStop = memo(function MapStop({
  member,
  at: { x, y },
  zoom,
  name,
  short,
  said,
  isNext,
  isEntry,
}: {
  member: Member
  at: Point
  zoom: Zoom
  name: string
  /** The end of the name, without that of the franchise. */
  short: string
  /** Read aloud after the name. */
  said: string
  isNext: boolean
  /** Whether the Tab key comes here; the arrow keys lead on. */
  isEntry: boolean
}) {
  const texts = useResultsTexts().franchise
  const mark = markOf(member)
  const width = measuresOf[zoom].column
  const isMissing = member.state === 'missing'
  const isFar = zoom === 'overview'
  const half = isFar ? 12 : 14
  const written = isFar ? 'sr-only' : 'max-w-full text-s leading-4.5'
  return (
    <li className="absolute" style={{ left: x - width / 2, top: y - half, width }}>
      {isNext && (
        <span
          aria-hidden="true"
          className={`absolute left-1/2 -translate-x-1/2 rounded-full bg-accent text-on-accent ${isFar ? '-top-2 size-1.5' : '-top-6.5 px-2 text-s leading-5 font-medium whitespace-nowrap'}`}
        >
          {isFar ? '' : mark === 'watching' ? texts.resume : texts.next}
        </span>
      )}
      <TitleLink
        media={member}
        stop
        tabIndex={isEntry ? 0 : -1}
        className="group flex flex-col items-center rounded-s text-center"
      >
        <span aria-hidden="true" className="contents">
          <StateMark
            mark={mark}
            className={`${isFar ? 'size-6' : 'size-7'} ring-surface ring-3 ${isNext ? 'outline-2 outline-offset-3 outline-accent' : ''}`}
          />
        </span>
        {zoom === 'posters' && <Poster media={member} mark={mark} className="mt-2 w-24" />}
        <span
          title={name}
          className={`${written} mt-1.5 line-clamp-3 hyphens-auto ${isMissing || isNext ? 'font-medium' : ''}`}
        >
          {short !== name && <span className="sr-only">{name.slice(0, name.length - short.length)}</span>}
          {short}
        </span>
        <span className={`${written} truncate text-muted`}>
          <Kind media={member} />
        </span>
        {zoom === 'posters' && isMissing && (
          <span className={`${written} truncate text-muted`}>
            <Extent media={member} />
          </span>
        )}
        <span className="sr-only">{said}</span>
      </TitleLink>
    </li>
  )
})
