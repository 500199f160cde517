import { railOf } from '../data/rail.ts'
import type { Group } from './order-titles.ts'
import type { VirtualRow } from './virtual-rows.tsx'

/** Cards side by side. */
export interface CardRow extends VirtualRow {
  readonly cards: readonly PlacedCard[]
}

/** A card, and the width that it has in its row, in pixels. */
export interface PlacedCard {
  readonly group: Group
  readonly width: number
}

/** Widths in pixels: of a stop on a rail, and of what is around all stops of a card. */
const stopWidth = 120
const frame = 18
/** Heights in pixels: of a card and the gap below it, and of the side stories below its line. */
const cardHeight = 353
const sideHeight = 76
/** A card with fewer stops has no room for its name; with more, the line scrolls. */
const [fewestStops, mostStops] = [2, 5]
/** So much wider than it needs to be a card may become to fill its row. */
const mostStretch = 1.6

/**
 * Puts cards into rows, in their order, as many to a row as have room side by side. A card is as wide as its stops want it to be,
 * and a full row is stretched to the edge.
 *
 * @param width of a row, in pixels
 * @param sizes numbers of stops by franchise, for cards that keep a size
 */
export function cardRows(
  groups: readonly Group[],
  width: number,
  gap: number,
  sizes: ReadonlyMap<number, number> = new Map(),
): readonly CardRow[] {
  const rows: CardRow[] = []
  let row: PlacedCard[] = []
  let used = 0
  for (const group of groups) {
    const wanted = Math.min(naturalWidth(sizes.get(group.franchise.id) ?? countStops(group)), width)
    if (row.length > 0 && used + gap + wanted > width) {
      rows.push(makeRow(stretch(row, width, gap)))
      row = []
      used = 0
    }
    used += (row.length > 0 ? gap : 0) + wanted
    row.push({ group, width: wanted })
  }
  // The last row may end before the edge; a single column never does.
  if (row.length > 0) rows.push(makeRow(isNarrow(width) ? stretch(row, width, gap) : row))
  return rows
}

function makeRow(cards: readonly PlacedCard[]): CardRow {
  const isTall = cards.some(({ group }) => railOf(group.franchise).side.length > 0)
  return {
    key: cards[0]?.group.franchise.id ?? 0,
    height: cardHeight + (isTall ? sideHeight : 0),
    cards,
  }
}

function countStops({ franchise }: Group): number {
  return railOf(franchise).main.length
}

function naturalWidth(stops: number): number {
  return frame + stopWidth * Math.min(Math.max(stops, fewestStops), mostStops)
}

function stretch(row: readonly PlacedCard[], width: number, gap: number): PlacedCard[] {
  const room = width - gap * (row.length - 1)
  const wanted = row.reduce((sum, card) => sum + card.width, 0)
  const factor = isNarrow(width) ? room / wanted : Math.min(room / wanted, mostStretch)
  return row.map(({ group, width }) => ({ group, width: Math.floor(width * factor) }))
}

/** Two of the smallest cards have no room beside each other. */
function isNarrow(width: number): boolean {
  return width < 2 * (frame + stopWidth * fewestStops)
}
