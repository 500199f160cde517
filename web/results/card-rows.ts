import { railOf } from '../data/rail.ts'
import type { Group } from './order-titles.ts'
import type { VirtualRow } from './virtual-rows.tsx'

export interface CardRow extends VirtualRow {
  readonly cards: readonly PlacedCard[]
}

/** A card with its width in pixels. */
export interface PlacedCard {
  readonly group: Group
  readonly width: number
}

/** Widths in pixels of a title on a rail, and of a card's frame. */
const stopWidth = 120
const frame = 18
/** Heights in pixels of a card including the gap below, and of its side stories. */
const cardHeight = 353
const sideHeight = 76
/** With fewer titles, a card is too narrow for its name; with more, the rail scrolls. */
const [fewestStops, mostStops] = [2, 5]
/** The most that a card is stretched to fill its row. */
const mostStretch = 1.6

/**
 * Arranges cards in rows, as many per row as fit. A card's width depends on its number of titles, and full rows are
 * stretched to the edge.
 *
 * @param width of a row, in pixels
 * @param sizes fixed numbers of titles for some franchises
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
  // The last row may be shorter, except in a single column.
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

/** Whether there is only room for a single column. */
function isNarrow(width: number): boolean {
  return width < 2 * (frame + stopWidth * fewestStops)
}
