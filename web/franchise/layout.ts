import type { RelationKind } from '../../src/core/relation.ts'
import type { FitText } from './label.ts'
import { type Branch, type FranchiseLines, isRetelling } from './lines.ts'

/**
 * A map in pixels. It is never wider than the given width, so it only scrolls vertically. On wide screens the main line runs from left
 * to right and continues in the next row, with branches below its stops; on phones it runs down, with branches to its right.
 */
export interface MapLayout {
  readonly width: number
  readonly height: number
  readonly stops: ReadonlyMap<number, PlacedStop>
  readonly wires: readonly Wire[]
  /** The stops of the main line, each with its branches in columns. */
  readonly groups: readonly { readonly id: number; readonly columns: readonly (readonly number[])[] }[]
  /** Stops that can be pinned at the top while the titles after them scroll by. */
  readonly pins: ReadonlyMap<number, Pin>
}

/** The columns that a pinned stop covers, and how far down it stays pinned. */
export interface Pin {
  readonly left: number
  readonly right: number
  readonly bottom: number
}

export interface PlacedStop {
  readonly id: number
  /** The middle of its mark. */
  readonly x: number
  readonly y: number
  readonly radius: number
  /** Around mark, poster and label. */
  readonly box: Box
  readonly poster: Box | undefined
  readonly label: PlacedLabel | undefined
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface PlacedLabel extends Box {
  /** Above the title: "Next". */
  readonly badge: string | undefined
  readonly title: readonly string[]
  /** Whether the title is cut. */
  readonly isCut: boolean
  readonly isStrong: boolean
  readonly facts: readonly string[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** A line from one stop to another. It has two parts if the main line continues in the next row. */
export interface Wire {
  readonly from: number
  readonly to: number
  /** What `to` is to `from`. */
  readonly relation: RelationKind
  /** `chain` to a sequel, `side` to side material, `back` to a retelling. */
  readonly kind: 'chain' | 'side' | 'back'
  readonly parts: readonly (readonly Point[])[]
}

/** The texts at a stop. */
export interface StopWords {
  readonly title: string
  /** "Side story · OVA · 2013", and relations without a line. */
  readonly facts: readonly string[]
  readonly badge: string | undefined
  readonly isStrong: boolean
}

/** From far to near: only the stops, with names, with posters. */
export const zooms = ['overview', 'titles', 'posters'] as const
export type Zoom = (typeof zooms)[number]

interface Sizes {
  /** The least and largest width of a column. */
  readonly least: number
  readonly most: number
  /** The radius of stops on the main line, and of others. */
  readonly mark: number
  readonly sideMark: number
  /** Between the lines of an outline. */
  readonly lane: number
  readonly rowGap: number
  /** The least width of a label. */
  readonly label: number
  /** Branches taller than this are spread over several columns. */
  readonly hang: number
  /** The widths of posters. */
  readonly poster: number
  readonly sidePoster: number
}

const sizesOf: Readonly<Record<Zoom, Sizes>> = {
  overview: {
    ...{ least: 44, most: Infinity, mark: 12, sideMark: 10, lane: 18 },
    ...{ rowGap: 4, label: 0, hang: 140, poster: 0, sidePoster: 0 },
  },
  titles: {
    ...{ least: 136, most: 190, mark: 14, sideMark: 11, lane: 22 },
    ...{ rowGap: 10, label: 84, hang: 260, poster: 0, sidePoster: 0 },
  },
  posters: {
    ...{ least: 200, most: 250, mark: 14, sideMark: 11, lane: 22 },
    ...{ rowGap: 12, label: 84, hang: 330, poster: 76, sidePoster: 46 },
  },
}

const lineHeight = 18
const badgeHeight = 22
const space = 8
/** The margin around the map. */
const edge = 12
const stripGap = 20
/** The gap below the main line for lines to further columns. */
const bus = 12
/** The least height of a link. */
const target = 24

export interface LayoutOptions {
  readonly zoom: Zoom
  /** The available width. */
  readonly width: number
  readonly words: (id: number) => StopWords
  readonly fitText: FitText
}

/**
 * Lays out a franchise in pixels, with a font size of 16.
 *
 * @example
 * layOut(linesOf(franchise), { zoom: 'titles', width: 390, words, fitText }).stops.get(16498)?.box
 */
export function layOut(lines: FranchiseLines, options: LayoutOptions): MapLayout {
  const room = options.width - 2 * edge
  const { least, most } = sizesOf[options.zoom]
  const columns = Math.floor(room / least)
  if (columns < 3) return new Sheet(lines, options).runDown()
  // Large maps fill the width anyway.
  const isLarge = lines.main.length > manyStops
  let best: { layout: MapLayout; cost: number } | undefined
  for (let count = isLarge ? Math.floor(room / Math.min(most, 2 * least)) : 2; count <= columns; count++) {
    const widest = Math.min(most, room / count)
    const widths = isLarge || most === Infinity ? [widest] : [widest, 0.85 * widest, 0.72 * widest]
    for (const width of widths.filter((one) => one >= least)) {
      const layout = new Sheet(lines, options).runAcross(count, width)
      const cost = costOf(layout)
      if (!best || cost < best.cost) best = { layout, cost }
    }
  }
  return (best as { layout: MapLayout }).layout
}

/** Lower with whole labels, little scrolling and little blank space. */
function costOf({ width, height, stops }: MapLayout): number {
  const cut = [...stops.values()].filter(({ label }) => label?.isCut).length
  return cut * worthOfWhole + height * (width + worthOfHeight)
}
const worthOfWhole = 30_000
const worthOfHeight = 1_000
const manyStops = 16

/** The start of the lines from a title to its branches. */
interface Trunk {
  readonly id: number
  /** From its stop to the point at which the line turns down. */
  readonly way: readonly Point[]
}

/** The horizontal space for an outline. */
interface Room {
  readonly left: number
  readonly right: number
}

/** A map in progress, with the stops placed so far. */
class Sheet {
  readonly #lines: FranchiseLines
  readonly #options: LayoutOptions
  readonly #sizes: Sizes
  readonly #lane: number
  readonly #depths = new Map<number, number>()
  readonly #stops = new Map<number, PlacedStop>()
  readonly #pins = new Map<number, Pin>()
  readonly #wires: Wire[] = []
  readonly #groups: MapLayout['groups'][number][] = []

  constructor(lines: FranchiseLines, options: LayoutOptions) {
    this.#lines = lines
    this.#options = options
    this.#sizes = sizesOf[options.zoom]
    const { mark, lane, label } = this.#sizes
    const deepest = Math.max(1, ...lines.main.map((id) => this.#depthOf(id)))
    this.#lane = Math.min(lane, (options.width - 2 * edge - 3 * mark - label) / deepest)
  }

  /** A single outline with the main line on the left. */
  runDown(): MapLayout {
    const room = { left: edge, right: this.#options.width - edge }
    let top = edge
    for (const id of this.#lines.main) {
      const stop = this.#place(id, room, 0, top)
      this.#follow(id, stop, this.#options.width)
      const ids: number[] = []
      top = bottomOf(stop) + this.#sizes.rowGap
      for (const branch of this.#branchesOf(id))
        top = this.#hang(branch, { id, way: [stop] }, room, 1, top, ids)
      this.#pins.set(id, { left: 0, right: this.#options.width, bottom: top })
      this.#groups.push({ id, columns: ids.length > 0 ? [ids] : [] })
    }
    return this.#layout(this.#options.width, top)
  }

  /** The main line in rows of `columns`, with outlines below. */
  runAcross(columns: number, width: number): MapLayout {
    const scratch = new Sheet(this.#lines, this.#options)
    const groups = this.#lines.main.map((id) => this.#group(id, columns, width, scratch))
    const strips = pack(groups, columns)
    const end = edge + columns * width + edge
    let top = edge
    for (const strip of strips) {
      const bottom = this.#strip(strip, columns, width, top, end)
      for (const [at, { id }] of strip.entries()) {
        const left = edge + at * width
        this.#pins.set(id, { left, right: left + width, bottom })
      }
      top = bottom + stripGap
    }
    const widest = Math.max(...Array.from(this.#stops.values(), ({ box }) => box.left + box.width))
    const isFull = strips.length > 1 || this.#sizes.most === Infinity
    return this.#layout(isFull ? end : widest + edge, top - stripGap)
  }

  /** A row of the main line. Branches go below their stop, and below stops to its right that have room. */
  #strip(strip: readonly Group[], columns: number, width: number, top: number, end: number): number {
    const leftOf = (column: number) => edge + column * width
    const stops = strip.map(({ id }, at) => {
      const stop = this.#placeBelowMark(id, { left: leftOf(at), right: leftOf(at + 1) }, top)
      this.#follow(id, stop, end)
      return stop
    })
    const middle = Math.max(...stops.map(bottomOf))
    const taken = Array<number>(columns).fill(middle)
    const groups: MapLayout['groups'][number][] = []
    // From right to left, so that nothing is in the way below each stop.
    for (const [at, { id, branches }] of [...strip.entries()].toReversed()) {
      const stop = stops[at] as PlacedStop
      const fits = ({ isTrack, branch }: Measured) => isTrack && at + branch.stops.length <= columns
      const outlines = branches.filter((one) => !fits(one))
      const span = Math.min(columns - at, Math.max(1, ...outlines.map(({ span }) => span)))
      const idsOf = Array.from({ length: columns - at }, (): number[] => [])
      const place = bestPlace(outlines, span, taken.slice(at), middle + this.#sizes.hang)
      for (const [column, some] of place.columns.entries()) {
        const left = leftOf(at + column * span)
        const [x, y] = [left + this.#sizes.mark, place.top + bus / 2]
        const way = column === 0 ? [stop] : [stop, { x: stop.x, y }, { x, y }]
        let below = place.top + bus
        for (const branch of some) {
          const ids = idsOf[column * span] as number[]
          below = this.#hang(branch, { id, way }, { left, right: left + span * width }, 1, below, ids)
        }
        for (let under = 0; under < span; under++) taken[at + column * span + under] = below
      }
      for (const { branch } of branches.filter(fits)) this.#track(branch, stop, at, taken, leftOf, idsOf)
      groups.unshift({ id, columns: idsOf.filter((ids) => ids.length > 0) })
    }
    this.#groups.push(...groups)
    return Math.max(...taken)
  }

  /** A branch that runs to the right, like the main line. */
  #track(
    { stops: chain, joint }: Branch,
    trunk: PlacedStop,
    at: number,
    taken: number[],
    leftOf: (column: number) => number,
    idsOf: readonly number[][],
  ): void {
    const above = Math.max(...taken.slice(at, at + chain.length))
    const stops = chain.map((id, column) => {
      const room = { left: leftOf(at + column) + this.#lane, right: leftOf(at + column + 1) }
      return this.#placeBelowMark(id, room, above + bus, this.#sizes.sideMark)
    })
    const middle = Math.max(...stops.map(bottomOf)) + this.#sizes.rowGap
    for (const [column, stop] of stops.entries()) {
      const before = stops[column - 1]
      if (before) this.#wire(before.id, stop.id, 'SEQUEL', [[before, stop]])
      if (joint?.at === stop.id) {
        const y = above + bus / 2
        const turns = before
          ? [
              { x: trunk.x, y },
              { x: stop.x, y },
            ]
          : [{ x: trunk.x, y: stop.y }]
        this.#wire(trunk.id, stop.id, joint.kind, [[trunk, ...turns, stop]])
      }
      const ids = idsOf[column] as number[]
      ids.push(stop.id)
      let below = middle
      const room = { left: leftOf(at + column), right: leftOf(at + column + 1) }
      for (const branch of this.#branchesOf(stop.id))
        below = this.#hang(branch, { id: stop.id, way: [stop] }, room, 2, below, ids)
      taken[at + column] = below
      this.#pins.set(stop.id, { ...room, bottom: below })
    }
  }

  #layout(width: number, bottom: number): MapLayout {
    return {
      width,
      height: bottom + edge,
      stops: this.#stops,
      wires: this.#wires,
      groups: this.#groups,
      pins: this.#pins,
    }
  }

  #branchesOf(id: number): readonly Branch[] {
    return this.#lines.branches.get(id) ?? []
  }

  /** How many lines run next to each other below a title. */
  #depthOf(id: number): number {
    const known = this.#depths.get(id)
    if (known !== undefined) return known
    const depth = Math.max(0, ...this.#branchesOf(id).map((branch) => 1 + this.#depthBelow(branch)))
    this.#depths.set(id, depth)
    return depth
  }

  #depthBelow({ stops }: Branch): number {
    return Math.max(...stops.map((id) => this.#depthOf(id)))
  }

  /** Draws the line from the previous stop of the main line. */
  #follow(id: number, stop: PlacedStop, end: number): void {
    const before = this.#stops.get(this.#lines.main[this.#lines.main.indexOf(id) - 1] ?? Number.NaN)
    if (!before) return
    const isStraight = before.x === stop.x || before.y === stop.y
    const parts = isStraight
      ? [[before, stop]]
      : [
          [before, { x: end - 4, y: before.y }],
          [{ x: 4, y: stop.y }, stop],
        ]
    this.#wire(before.id, id, 'SEQUEL', parts)
  }

  #wire(from: number, to: number, relation: RelationKind, parts: Wire['parts']): void {
    const isChain = relation === 'SEQUEL' || relation === 'PREQUEL'
    const kind = isChain ? 'chain' : isRetelling(relation) ? 'back' : 'side'
    this.#wires.push({ from, to, relation, kind, parts })
  }

  /** Places a branch and its own branches, row by row. Returns the top of the next. */
  #hang(branch: Branch, trunk: Trunk, room: Room, lane: number, top: number, ids: number[]): number {
    let below = top
    let before: PlacedStop | undefined
    for (const [at, id] of branch.stops.entries()) {
      const stop = this.#place(id, room, lane, below)
      ids.push(id)
      if (before) this.#wire(before.id, id, 'SEQUEL', [[before, stop]])
      if (branch.joint?.at === id) {
        const turn = trunk.way.at(-1) as Point
        this.#wire(trunk.id, id, branch.joint.kind, [[...trunk.way, { x: turn.x, y: stop.y }, stop]])
      }
      below = bottomOf(stop) + this.#sizes.rowGap
      for (const child of this.#branchesOf(id))
        below = this.#hang(child, { id, way: [stop] }, room, lane + 1, below, ids)
      if (at < branch.stops.length - 1 || this.#branchesOf(id).length > 0)
        this.#pins.set(id, { ...room, bottom: below })
      before = stop
    }
    return below
  }

  /** Places a stop with its label on the right. */
  #place(id: number, { left, right }: Room, lane: number, top: number): PlacedStop {
    const { mark, sideMark, poster, sidePoster } = this.#sizes
    const radius = lane === 0 ? mark : Math.max(2, Math.min(this.#sizeOfMark(id, sideMark), this.#lane - 5))
    const [x, y] = [left + mark + lane * this.#lane, top + Math.max(radius, lineHeight / 2)]
    return this.#write(id, { x, y }, radius, lane === 0 ? poster * 0.75 : sidePoster, {
      left: x + radius + space,
      top: y - lineHeight / 2,
      right: right - space,
    })
  }

  /** Places a stop of a line that runs to the right, with its label below and its branches on the left. */
  #placeBelowMark(id: number, { left, right }: Room, top: number, radius = this.#sizes.mark): PlacedStop {
    const { mark, poster } = this.#sizes
    const point = { x: left + mark, y: top + radius }
    return this.#write(id, point, radius, poster, {
      left: point.x + mark,
      top: point.y + radius + 5,
      right: right - 2 * space,
    })
  }

  #sizeOfMark(id: number, size: number): number {
    return isRetelling(this.#lines.leads.get(id)?.kind) ? size - 2 : size
  }

  #write(
    id: number,
    { x, y }: Point,
    radius: number,
    posterWidth: number,
    room: Room & { readonly top: number },
  ): PlacedStop {
    const poster =
      posterWidth > 0
        ? { left: room.left, top: room.top, width: posterWidth, height: Math.round((posterWidth * 65) / 46) }
        : undefined
    const left = room.left + (poster ? poster.width + space : 0)
    const label = this.#options.zoom === 'overview' ? undefined : this.#label(id, { ...room, left })
    const marked = Math.max(radius, target / 2)
    const start = { left: x - (label ? radius : marked), top: y - (label ? radius : marked) }
    const right = Math.max(
      x + (label ? radius : marked),
      ...[poster, label].map((box) => (box ? box.left + box.width : 0)),
    )
    const bottom = Math.max(
      y + (label ? radius : marked),
      ...[poster, label].map((box) => (box ? box.top + box.height : 0)),
    )
    const top = Math.min(start.top, label?.top ?? start.top)
    const stop = {
      id,
      x,
      y,
      radius,
      box: { left: start.left, top, width: right - start.left, height: bottom - top },
      poster,
      label,
    }
    this.#stops.set(id, stop)
    return stop
  }

  #label(id: number, { left, top, right }: Room & { readonly top: number }): PlacedLabel {
    const { title, facts, badge, isStrong } = this.#options.words(id)
    const { fitText } = this.#options
    const room = Math.max(right - left, 20)
    const fittedTitle = fitText(title, room, 3, isStrong)
    const fittedFacts = facts.map((fact) => fitText(fact, room, 3, false))
    const badgeWidth = badge === undefined ? 0 : fitText(badge, Infinity, 1, true).width + 2 * space
    const factLines = fittedFacts.flatMap(({ lines }) => lines)
    return {
      left,
      top,
      width: Math.ceil(Math.max(badgeWidth, ...[fittedTitle, ...fittedFacts].map(({ width }) => width))),
      height:
        (fittedTitle.lines.length + factLines.length) * lineHeight + (badge === undefined ? 0 : badgeHeight),
      badge,
      title: fittedTitle.lines,
      isCut: fittedTitle.isCut,
      isStrong,
      facts: factLines,
    }
  }

  #group(id: number, columns: number, width: number, scratch: Sheet): Group {
    const { mark, sideMark, label, hang } = this.#sizes
    const widthOf = (lanes: number) => mark + lanes * this.#lane + sideMark + 2 * space + label
    const branches = this.#branchesOf(id).map((branch) => {
      const needed = widthOf(1 + this.#depthBelow(branch))
      const span = Math.min(columns, Math.ceil(needed / width))
      const room = { left: 0, right: span * width }
      const height = scratch.#hang(branch, { id, way: [{ x: 0, y: 0 }] }, room, 1, 0, [])
      const isTrack = branch.stops.length >= leastTrack && needed - label / 3 <= width
      return { branch, span, height, isTrack }
    })
    const wants = branches.map(({ branch, span, isTrack }) => (isTrack ? branch.stops.length : span))
    const total = branches.reduce((sum, { isTrack, height }) => sum + (isTrack ? 0 : height), 0)
    return { id, branches, wants: Math.min(columns, Math.max(1, Math.ceil(total / (2 * hang)), ...wants)) }
  }
}

/** Shorter branches run down. */
const leastTrack = 3

/** A stop of the main line with its branches. */
interface Group {
  readonly id: number
  readonly branches: readonly Measured[]
  /** How many columns it needs, starting with its own. */
  readonly wants: number
}

interface Measured {
  readonly branch: Branch
  /** The height as an outline, and the number of map columns it takes. */
  readonly height: number
  readonly span: number
  /** Whether it may run to the right instead. */
  readonly isTrack: boolean
}

/** Packs stops into rows. One whose branches do not fit to the right starts a row if the one before is full enough. */
function pack(groups: readonly Group[], columns: number): readonly (readonly Group[])[] {
  const strips: Group[][] = []
  let taken = columns
  for (const group of groups) {
    const isNarrow = taken + group.wants > columns && taken * 2 > columns
    if (taken === columns || isNarrow) {
      strips.push([])
      taken = 0
    }
    strips.at(-1)?.push(group)
    taken++
  }
  return strips
}

/**
 * Spreads the branches of a stop over the number of columns that ends highest, and of equal ones the fewest.
 *
 * @param taken how far down each column is taken, starting with its own
 * @param fine ending above this is no better
 */
function bestPlace(
  branches: readonly Measured[],
  span: number,
  taken: readonly number[],
  fine: number,
): { columns: readonly (readonly Branch[])[]; top: number } {
  let best: { columns: readonly (readonly Branch[])[]; top: number; bottom: number } | undefined
  for (let count = 1; count === 1 || count * span <= taken.length; count++) {
    if (count > Math.max(1, branches.length)) break
    const { columns, height } = spread(branches, count)
    const top = Math.max(...taken.slice(0, columns.length * span))
    const bottom = Math.max(fine, top + bus + height)
    if (!best || bottom < best.bottom) best = { columns, top, bottom }
  }
  return best ?? { columns: [], top: 0 }
}

/** Spreads branches evenly over columns, in order. */
function spread(branches: readonly Measured[], count: number): { columns: Branch[][]; height: number } {
  const total = branches.reduce((sum, { height }) => sum + height, 0)
  let limit = Math.max(total / count, ...branches.map(({ height }) => height))
  for (;;) {
    const columns: Branch[][] = []
    let height = Infinity
    let tallest = 0
    for (const one of branches) {
      if (height + one.height > limit) {
        columns.push([])
        height = 0
      }
      columns.at(-1)?.push(one.branch)
      height += one.height
      tallest = Math.max(tallest, height)
    }
    if (columns.length <= count) return { columns, height: tallest }
    limit += lineHeight
  }
}

function bottomOf({ box }: PlacedStop): number {
  return box.top + box.height
}

/**
 * How far down to scroll to show a title and the one that leads to it. If they are too far apart, the latter is pinned at the top: see
 * {@link MapLayout.pins}.
 *
 * @param view the visible height of the map
 */
export function openingOf(
  { stops, height }: MapLayout,
  id: number | undefined,
  from: number | undefined,
  view: number,
): number {
  const [stop, lead] = [id, from].map((one) => (one === undefined ? undefined : stops.get(one)))
  if (!stop) return 0
  const top = Math.min(stop.box.top, lead?.box.top ?? Infinity) - edge
  const bottom = Math.max(bottomOf(stop), lead ? bottomOf(lead) : 0) + edge
  const wanted = bottom - top <= view ? (top + bottom - view) / 2 : bottomOf(stop) + edge - view
  return Math.round(Math.max(0, Math.min(wanted, height - view)))
}
