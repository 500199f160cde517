import fc from 'fast-check'
import { type ListEntry, listStatuses } from '../../src/core/list.ts'
import { type Media, mediaStatuses } from '../../src/core/media.ts'
import { optionalKinds, type Relation, type RelationKind, relationKinds } from '../../src/core/relation.ts'
import type { SearchOptions } from '../../src/core/search.ts'
import { anime, type Catalogue } from './graph.ts'

/** The same cases in every run, so that a failure can be reproduced. */
export const seeded = { seed: 20_261_124, numRuns: 800 }

/** Few IDs, so that edges meet: cycles, self edges, parallel edges and bridges occur by themselves. */
const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const someId = fc.constantFrom(...ids)

/** Mostly the usual value, sometimes the other. */
function mostly<Usual, Other>(usual: Usual, other: fc.Arbitrary<Other>): fc.Arbitrary<Usual | Other> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })
}

const someTraits: fc.Arbitrary<Partial<Media>> = fc.record({
  type: mostly('ANIME', fc.constant('MANGA')),
  format: mostly('TV', fc.constantFrom('MUSIC', 'MOVIE', null)),
  isAdult: mostly(false, fc.constant(true)),
  status: mostly('FINISHED', fc.constantFrom(null, ...mediaStatuses)),
  startDate: fc.record({
    year: fc.option(fc.integer({ min: 2010, max: 2014 })),
    month: fc.option(fc.integer({ min: 1, max: 2 })),
    day: fc.constant(null),
  }),
  popularity: fc.constantFrom(null, 100, 200, 300),
})

const someMedia: fc.Arbitrary<Media[]> = fc
  .tuple(
    ...ids.map((id) =>
      fc.option(
        someTraits.map((traits) => anime(id, traits)),
        { freq: 12, nil: undefined },
      ),
    ),
  )
  .map((media) => media.filter((one) => one !== undefined))

const someKind: fc.Arbitrary<RelationKind> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('SEQUEL') },
  { weight: 2, arbitrary: fc.constant('PREQUEL') },
  { weight: 1, arbitrary: fc.constantFrom(...optionalKinds) },
  { weight: 1, arbitrary: fc.constantFrom(...relationKinds) },
)

/** Without fast-check's bias towards few and small values: cases need many edges to be useful. */
const someRelations: fc.Arbitrary<Relation[]> = fc.noBias(
  fc.array(fc.record({ from: someId, to: someId, kind: someKind }), {
    minLength: 8,
    maxLength: 30,
    size: 'max',
  }),
)

/** Catalogues with every quirk of AniList. IDs that only relations lead to are deleted media. */
export const someCatalogue: fc.Arbitrary<Catalogue> = fc
  .tuple(someMedia, someRelations)
  .map(([media, relations]) => {
    const exists = new Set(media.map(({ id }) => id))
    return { media, relations: relations.filter(({ from }) => exists.has(from)) }
  })

export const someEntries: fc.Arbitrary<ListEntry[]> = fc.uniqueArray(
  fc.record({
    mediaId: someId,
    status: fc.constantFrom('COMPLETED', 'DROPPED', 'DROPPED', ...listStatuses),
    score: fc.constant(0),
    progress: fc.constant(0),
    private: fc.boolean(),
  }),
  { selector: ({ mediaId }) => mediaId, minLength: 1, maxLength: 6, size: 'max' },
)

export const someDepth = fc.constantFrom(1, 2, 5, Infinity)

export const someOptions: fc.Arbitrary<SearchOptions> = fc.record({
  depth: someDepth,
  relations: fc.oneof(fc.constant([]), fc.subarray([...optionalKinds]), fc.constant(optionalKinds)),
  adult: fc.boolean(),
  music: fc.boolean(),
  throughDropped: fc.boolean(),
  fromPlanned: fc.boolean(),
  // What is essential depends on whole franchises, and so on how much of the graph is known.
  order: fc.constantFrom('release', 'story'),
  ignored: fc.uniqueArray(someId, { maxLength: 2 }).map((some) => new Set(some)),
})
