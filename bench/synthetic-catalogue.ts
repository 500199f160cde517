import type { GraphFragment } from '../src/core/graph.ts'
import type { ListEntry, ListStatus } from '../src/core/list.ts'
import type { Media, MediaFormat } from '../src/core/media.ts'
import type { Relation, RelationKind } from '../src/core/relation.ts'

/**
 * Franchises with this many media in total, roughly in AniList's proportions: most titles stand alone or have a season or two,
 * some have dozens; half have a manga; songs, side stories, recaps, adult titles, one-way edges and crossovers in between.
 * Everything is expanded. The same for the same seed.
 */
export function* syntheticFranchises(size: number, seed: number): Generator<GraphFragment> {
  const random = randomNumbers(seed)
  for (let count = 0; count < size; ) {
    const fragment = syntheticFranchise(count + 1, size - count, random)
    yield fragment
    count += fragment.media.length
  }
}

/** One franchise, with IDs from `firstId` on. */
function syntheticFranchise(firstId: number, maxSize: number, random: () => number): GraphFragment {
  const media: Media[] = []
  const expansions = new Map<number, Relation[]>()
  let year = 1980 + Math.floor(random() * 40)
  const add = (format: MediaFormat): number => {
    const id = firstId + media.length
    media.push(makeMedia(id, format, `Synthetic franchise ${firstId}`, year, random))
    expansions.set(id, [])
    return id
  }
  const relate = (from: number, to: number, kind: RelationKind) =>
    expansions.get(from)?.push({ from, to, kind })

  const source = random() < 0.5 ? add('MANGA') : undefined
  let previous: number | undefined
  for (let left = seasonCount(random()); left > 0 && media.length < maxSize; left--) {
    const season = add(random() < 0.2 ? 'MOVIE' : 'TV')
    if (previous !== undefined) {
      const told = random()
      if (told > 0.05) relate(previous, season, 'SEQUEL')
      if (told < 0.9) relate(season, previous, 'PREQUEL')
    }
    if (source !== undefined) {
      relate(source, season, 'ADAPTATION')
      relate(season, source, 'SOURCE')
    }
    for (const [chance, format, kind, back] of companions) {
      if (random() > chance || media.length >= maxSize) continue
      const companion = add(format)
      relate(season, companion, kind)
      relate(companion, season, back)
    }
    if (random() < 0.1) relate(season, 1 + Math.floor(random() * firstId), 'CHARACTER')
    previous = season
    year += Math.floor(random() * 3)
  }
  return { media, expansions }
}

/** What may accompany a season: how often, in which format, and the relation kinds in both directions. */
const companions: readonly (readonly [number, MediaFormat, RelationKind, RelationKind])[] = [
  [0.25, 'SPECIAL', 'SIDE_STORY', 'PARENT'],
  [0.1, 'OVA', 'SEQUEL', 'PREQUEL'],
  [0.1, 'MOVIE', 'SUMMARY', 'PARENT'],
  [0.1, 'MUSIC', 'OTHER', 'OTHER'],
]

function seasonCount(chance: number): number {
  if (chance < 0.6) return 1
  if (chance < 0.9) return 2 + (Math.floor(chance * 97) % 4)
  return chance < 0.99 ? 6 + (Math.floor(chance * 997) % 8) : 40
}

function makeMedia(
  id: number,
  format: MediaFormat,
  franchise: string,
  year: number,
  random: () => number,
): Media {
  const part = `${franchise}: part ${id}`
  return {
    id,
    type: format === 'MANGA' ? 'MANGA' : 'ANIME',
    title: { romaji: part, english: random() < 0.6 ? `${part} in English` : null, native: `作品 ${part}` },
    format,
    status: random() < 0.9 ? 'FINISHED' : random() < 0.5 ? 'RELEASING' : 'NOT_YET_RELEASED',
    isAdult: random() < 0.05,
    episodes: format === 'MOVIE' ? 1 : 12,
    duration: 24,
    startDate: { year, month: 1 + Math.floor(random() * 12), day: null },
    score: Math.floor(random() * 100),
    genres: ['Action', 'Drama'],
    coverUrl: `https://s4.anilist.co/file/anilistcdn/media/anime/cover/medium/bx${id}.jpg`,
    coverColor: '#e4501a',
    nextAiring: null,
  }
}

/** A list of this many of the anime, most of them watched. */
export function syntheticList(media: Iterable<Media>, size: number, seed: number): ListEntry[] {
  const random = randomNumbers(seed)
  const left = [...media].filter(({ type }) => type === 'ANIME').map(({ id }) => id)
  return Array.from({ length: size }, () => {
    const place = Math.floor(random() * left.length)
    const mediaId = left[place] as number
    left[place] = left[left.length - 1] as number
    left.pop()
    const status = statuses[Math.floor(random() * statuses.length)] as ListStatus
    return { mediaId, status, score: 0, progress: 0, private: false }
  })
}

const statuses: readonly ListStatus[] = [
  ...Array<ListStatus>(14).fill('COMPLETED'),
  'CURRENT',
  'REPEATING',
  'PLANNING',
  'PLANNING',
  'PAUSED',
  'DROPPED',
]

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
