import { type Media, type MediaFormat, type MediaStatus, unknownDate } from '../../src/core/media.ts'
import { optionalKinds, type Relation, type RelationKind } from '../../src/core/relation.ts'
import { franchises } from '../../src/sandbox/franchises/index.ts'
import { seededRandom } from '../../src/sandbox/random.ts'
import type { FranchiseAnswer } from '../../src/scan/franchise-answer.ts'
import { answerFor } from './answer.ts'
import { anime, catalogueOf, date, listOf, type Part, related, watched, wholeGraph } from './graph.ts'

/** All franchises of the sandbox with more than one title, with all relations followed and one title watched. */
export function sandboxFranchises(): readonly FranchiseAnswer[] {
  const media = franchises.flatMap(({ media }) =>
    media.map(({ id, type, title, format, status, episodes, duration, startDate }) =>
      anime(id, {
        ...{ type, title, episodes, duration, startDate },
        format: format as MediaFormat | null,
        status: status as MediaStatus | null,
      }),
    ),
  )
  return franchisesOf(...media, ...(franchises.flatMap(({ relations }) => relations) as Relation[]))
}

function franchisesOf(...parts: readonly Part[]): readonly FranchiseAnswer[] {
  const catalogue = catalogueOf(...parts)
  const graph = wholeGraph(catalogue)
  const seen = new Set<number>()
  return catalogue.media.flatMap(({ id }) => {
    if (seen.has(id)) return []
    const { franchises } = answerFor(graph, listOf(watched(id)), { relations: optionalKinds, music: true })
    for (const { media } of franchises) for (const { id } of media) seen.add(id)
    return franchises
  })
}

/** The single franchise formed by the parts. */
export function franchiseOf(...parts: readonly Part[]): FranchiseAnswer {
  const [only, other] = franchisesOf(...parts)
  if (!only || other) throw new Error('The parts make up no single franchise.')
  return only
}

/**
 * A typical franchise of this size: a third of its titles in the main line, branches of a few seasons, films, specials and recaps, some
 * titles without a date, and some relations between branches.
 */
export function syntheticFranchise(size: number, seed: number): FranchiseAnswer {
  const { between, chance, pick } = seededRandom(seed)
  const media: Media[] = []
  const relations: Relation[] = []
  const yearOf = (id: number) => media[id - 1]?.startDate.year ?? 2000
  const add = (format: MediaFormat, year: number) => {
    const id = media.length + 1
    const startDate = chance(0.05) ? unknownDate : date(year, between(1, 12))
    const romaji = `Endless Voyage${pick(namesOf[format] ?? [''])} ${id}`
    media.push(anime(id, { format, startDate, title: { romaji, english: null, native: null } }))
    return id
  }
  const addLine = (length: number, from: number) => {
    const ids = Array.from({ length }, (_, at) => add('TV', from + at + between(0, 1)))
    for (const [at, id] of ids.slice(1).entries()) relations.push(related(ids[at] as number, id, 'SEQUEL'))
    return ids
  }
  const main = addLine(Math.max(2, Math.ceil(size / 3)), 1995)
  while (media.length < size) {
    const from = chance(0.8) ? pick(main) : pick(media.filter(({ format }) => format === 'TV')).id
    const length = Math.min(between(2, 5), size - media.length)
    if (chance(0.15) && length > 1) {
      const [first = 0] = addLine(length, yearOf(from) + 1)
      relations.push(related(from, first, 'SPIN_OFF'))
    } else {
      const kind = pick<RelationKind>(['SIDE_STORY', 'SIDE_STORY', 'SIDE_STORY', 'SUMMARY', 'ALTERNATIVE'])
      relations.push(
        related(from, add(pick(['MOVIE', 'OVA', 'SPECIAL']), yearOf(from) + between(0, 2)), kind),
      )
    }
  }
  for (let at = 0; at < size / 10; at++)
    relations.push(related(pick(media).id, pick(media).id, 'ALTERNATIVE'))
  return franchiseOf(...media, ...relations)
}

const namesOf: Partial<Record<MediaFormat, readonly string[]>> = {
  TV: [
    '',
    ': The Journey Through the Northern Seas, Season',
    ' Season',
    ' – Return to the Harbour of Storms Part',
  ],
  MOVIE: [' the Movie: The Captain Who Would Not Sleep'],
  OVA: [' OVA', ': Tales from the Lower Deck'],
  SPECIAL: [' Specials', ': Summer Holiday Special, Recorded Live in Yokohama'],
}
