import type { Franchise, Member } from './scan.ts'

/** A franchise as shown: a line of titles in watch order, and further titles below it. */
export interface Rail {
  readonly main: readonly Member[]
  /** Side stories and other extras, in watch order. */
  readonly side: readonly Member[]
  /** Position in `main` of the first missing title; 0 if there is none. */
  readonly start: number
}

/** The main line is the largest part connected by sequels, the first one in watch order if several are equal. */
export function railOf(franchise: RailSource): Rail {
  const known = rails.get(franchise)
  if (known) return known
  const rail = makeRail(franchise)
  rails.set(franchise, rail)
  return rail
}

type RailSource = Pick<Franchise, 'media' | 'relations'>

/** Cached, because franchises are measured and rendered many times. */
const rails = new WeakMap<RailSource, Rail>()

function makeRail({ media, relations }: RailSource): Rail {
  const parts = joinBySequels(media, relations)
  const sizes = new Map<number, number>()
  for (const part of parts.values()) sizes.set(part, (sizes.get(part) ?? 0) + 1)
  const largest = Math.max(...sizes.values())
  const first = media.find(({ id }) => sizes.get(parts.get(id) ?? id) === largest)
  const mainPart = first && parts.get(first.id)
  const main = media.filter(({ id }) => parts.get(id) === mainPart)
  const side = media.filter(({ id }) => parts.get(id) !== mainPart)
  return { main, side, start: Math.max(main.findIndex(isMissing), 0) }
}

/** Maps each media to its part, identified by the smallest id. */
function joinBySequels(
  media: Franchise['media'],
  relations: Franchise['relations'],
): ReadonlyMap<number, number> {
  const parts = new Map(media.map(({ id }) => [id, id]))
  const rootOf = (id: number): number => {
    const above = parts.get(id) ?? id
    return above === id ? id : rootOf(above)
  }
  for (const { from, to, kind } of relations) {
    if (kind !== 'SEQUEL') continue
    const [one, other] = [rootOf(from), rootOf(to)]
    parts.set(Math.max(one, other), Math.min(one, other))
  }
  return new Map(media.map(({ id }) => [id, rootOf(id)]))
}

export function isMissing({ state }: Member): boolean {
  return state === 'missing'
}

/** How much of a franchise the list's owner has watched, counting watched, planned and missing titles. */
export function completionOf(media: readonly Member[]): { watched: number; total: number } {
  const counted = media.filter(({ state }) => state !== 'hidden' && state !== 'unlisted')
  return {
    watched: counted.filter(({ state }) => state === 'watched').length,
    total: counted.length,
  }
}
