import type { Franchise, Member } from './scan.ts'

/** A franchise as shown: a line of titles in watch order, and further titles below it. */
export interface Rail {
  readonly main: readonly Member[]
  /** Side stories and other extras, in watch order. */
  readonly side: readonly Member[]
  /** Position in `main` of the first missing title; 0 if there is none. */
  readonly start: number
}

/** The titles of the main line, and the others below. */
export function railOf(franchise: RailSource): Rail {
  const known = rails.get(franchise)
  if (known) return known
  const rail = makeRail(franchise)
  rails.set(franchise, rail)
  return rail
}

type RailSource = Pick<Franchise, 'media' | 'main'>

/** Cached, because franchises are measured and rendered many times. */
const rails = new WeakMap<RailSource, Rail>()

function makeRail(franchise: RailSource): Rail {
  const ids = new Set(franchise.main)
  const main = franchise.media.filter(({ id }) => ids.has(id))
  const side = franchise.media.filter(({ id }) => !ids.has(id))
  return { main, side, start: Math.max(main.findIndex(isMissing), 0) }
}

export function isMissing({ state }: Member): boolean {
  return state === 'missing'
}

/** How much of a franchise the list's owner has watched, counting watched, planned and missing titles. */
export function completionOf(media: readonly Member[]): { watched: number; begun: number; total: number } {
  const counted = media.filter(({ state }) => state !== 'hidden' && state !== 'unlisted')
  const isBegun = ({ entry }: Member) =>
    entry?.status === 'CURRENT' || (entry?.status === 'PAUSED' && entry.progress > 0)
  return {
    watched: counted.filter(({ state, entry }) => state === 'watched' && entry?.status !== 'CURRENT').length,
    begun: counted.filter(isBegun).length,
    total: counted.length,
  }
}
