import type { CSSProperties, ReactNode } from 'react'
import type { Member } from '../data/scan.ts'
import { type Mark, markIcons, markOf } from '../titles/title-mark.tsx'
import { iconPaths } from '../ui/icon.tsx'
import { isRightToLeft } from './label.ts'
import type { Box, MapLayout, PlacedStop, Point, Wire } from './layout.ts'

/** The colours of a picture, as CSS values. */
export type Palette = Readonly<Record<(typeof colours)[number], string>>
export const colours = ['surface', 'page', 'ink', 'muted', 'edge', 'accent', 'on-accent'] as const

/** The colours of the page in its current theme. */
export const pagePalette = Object.fromEntries(colours.map((one) => [one, `var(--${one})`])) as Palette

type Members = ReadonlyMap<number, Member>

/** The whole map as an SVG that stands alone, for printing and saving. */
export function MapPicture({
  layout,
  members,
  palette,
  title,
  className,
}: {
  layout: MapLayout
  members: Members
  palette: Palette
  title: string
  className?: string
}) {
  const { width, height, stops, wires } = layout
  const top = 48
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 ${-top} ${width} ${height + top}`}
      width={width}
      height={height + top}
      fontFamily="system-ui, sans-serif"
      fontSize="13"
      className={className}
      role="img"
      aria-label={title}
    >
      <rect y={-top} width={width} height={height + top} fill={palette.surface} />
      <text x="16" y={-top / 2 + 7} fontSize="20" fontWeight="700" fill={palette.ink}>
        {title}
      </text>
      <Wires wires={wires} members={members} palette={palette} />
      {[...stops.values()].map((stop) => {
        const member = members.get(stop.id)
        return member && <StopPicture key={stop.id} stop={stop} mark={markOf(member)} palette={palette} />
      })}
    </svg>
  )
}

function StopPicture({ stop, mark, palette }: { stop: PlacedStop; mark: Mark; palette: Palette }) {
  const { x, y, radius, label } = stop
  const [fill, line, ink] = paintOf(mark, palette)
  const icon = markIcons[mark]
  const size = radius * 1.24
  return (
    <g>
      <circle
        cx={x}
        cy={y}
        r={radius - 1}
        fill={fill}
        stroke={line}
        strokeWidth="2"
        strokeDasharray={mark === 'announced' ? '4 3' : undefined}
      />
      {icon && (
        <path
          d={iconPaths[icon]}
          transform={`translate(${x - size / 2} ${y - size / 2}) scale(${size / 24})`}
          fill="none"
          stroke={ink}
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {label && <LabelPicture label={label} palette={palette} />}
    </g>
  )
}

/** The fill, stroke and icon colour of a mark. */
function paintOf(
  mark: Mark,
  { muted, page, surface, edge, accent, ...others }: Palette,
): [string, string, string] {
  if (mark === 'watched' || mark === 'watching') return [muted, muted, page]
  if (mark === 'missing' || mark === 'airing') return [accent, accent, others['on-accent']]
  if (mark === 'announced') return [surface, accent, accent]
  return [surface, mark === 'planned' || mark === 'paused' ? muted : edge, muted]
}

function LabelPicture({
  label: { left, top, badge, title, facts, isStrong },
  palette,
}: {
  label: NonNullable<PlacedStop['label']>
  palette: Palette
}) {
  const start = top + (badge === undefined ? 0 : 22)
  const direction = isRightToLeft(title.join(' ')) ? ({ direction: 'rtl', textAnchor: 'end' } as const) : {}
  return (
    <>
      {badge !== undefined && (
        <text x={left} y={top + 14} fontWeight="700" fill={palette.accent}>
          {badge}
        </text>
      )}
      {[...title, ...facts].map((line, at) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other key
          key={at}
          x={left}
          y={start + 18 * at + 13}
          fill={at < title.length ? palette.ink : palette.muted}
          fontWeight={at < title.length && isStrong ? 500 : undefined}
          {...(at < title.length ? direction : {})}
        >
          {line}
        </text>
      ))}
    </>
  )
}

const thickness = { chain: 5, side: 2, back: 2 } as const

export function Wires({
  wires,
  members,
  palette,
}: {
  wires: readonly Wire[]
  members: Members
  palette: Palette
}) {
  return (
    <g fill="none" strokeLinecap="round">
      {wires.map((wire) => (
        <path
          key={`${wire.from} ${wire.to}`}
          d={wire.parts.map((part) => pathOf(part, 8)).join('') + arrowOf(wire)}
          strokeWidth={thickness[wire.kind]}
          {...lookOf(wire, members, palette)}
        />
      ))}
    </g>
  )
}

function lookOf({ from, to, kind }: Wire, members: Members, palette: Palette) {
  const marks = [from, to].map((id) => {
    const member = members.get(id)
    return member ? markOf(member) : 'unlisted'
  })
  const isSeen = marks.every((mark) => mark === 'watched' || mark === 'watching')
  const dashes =
    kind === 'back' ? '0.1 5' : marks.includes('announced') ? `0.1 ${kind === 'chain' ? 9 : 5}` : undefined
  return { stroke: isSeen ? palette.muted : palette.edge, strokeDasharray: dashes }
}

/** An arrow at the end of a row, if the main line continues in the next. */
function arrowOf({ parts: [first, second] }: Wire): string {
  const end = second && first?.at(-1)
  return end ? `M${end.x - 6} ${end.y - 6}L${end.x} ${end.y}L${end.x - 6} ${end.y + 6}` : ''
}

/** The background of a pinned stop, with the part of the lines inside its box. */
export function Ground({ box, style, children }: { box: Box; style: CSSProperties; children: ReactNode }) {
  return (
    <svg
      viewBox={`${box.left} ${box.top} ${box.width} ${box.height}`}
      preserveAspectRatio="none"
      className="absolute bg-surface"
      style={style}
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

/**
 * The SVG path of a line with rounded corners.
 *
 * @example
 * pathOf([{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 30 }], 8) // 'M0 0L12 0Q20 0 20 8L20 30'
 */
export function pathOf(points: readonly Point[], bend: number): string {
  const corners = points.slice(1, -1).map((corner, at) => {
    const [before, after] = [points[at] as Point, points[at + 2] as Point]
    const radius = Math.min(bend, distance(before, corner) / 2, distance(corner, after) / 2)
    const [into, out] = [towards(corner, before, radius), towards(corner, after, radius)]
    return `L${at2(into)}Q${at2(corner)} ${at2(out)}`
  })
  const [first, last] = [points[0], points.at(-1)]
  return first && last ? `M${at2(first)}${corners.join('')}L${at2(last)}` : ''
}

function distance(one: Point, other: Point): number {
  return Math.hypot(other.x - one.x, other.y - one.y)
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to)
  if (length === 0) return from
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length }
}

function at2({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}
