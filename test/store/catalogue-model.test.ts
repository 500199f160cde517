import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { GraphFragment } from '../../src/core/graph.ts'
import type { Media } from '../../src/core/media.ts'
import type { Relation } from '../../src/core/relation.ts'
import { type Catalogue, createCatalogue } from '../../src/store/catalogue.ts'
import { someCatalogue } from '../support/arbitrary-graph.ts'
import { fragmentReader } from '../support/graph.ts'
import { empty, engines, testOnShared } from './databases.ts'

/** The catalogue in its simplest form: it keeps everything, and checks ages when reading. */
class ModelCatalogue {
  readonly #media = new Map<number, Media>()
  readonly #expansions = new Map<number, { relations: readonly Relation[]; mentions: number[]; at: number }>()

  save({ media, expansions }: GraphFragment, at: number): void {
    for (const each of media) this.#media.set(each.id, each)
    for (const [id, relations] of expansions) {
      const mentions = [id, ...relations.map(({ to }) => to)].filter((mention) =>
        media.some((m) => m.id === mention),
      )
      this.#expansions.set(id, { relations, mentions, at })
    }
  }

  find(ids: readonly number[], at: number): GraphFragment {
    const media = new Map<number, Media>()
    const expansions = new Map<number, readonly Relation[]>()
    for (const id of ids) {
      const known = this.#expansions.get(id)
      if (!known) continue
      const mentioned = known.mentions.map((mention) => this.#media.get(mention) as Media)
      const changing = mentioned.some(
        ({ type, status }) => type === 'ANIME' && (status === 'RELEASING' || status === 'NOT_YET_RELEASED'),
      )
      if (at - known.at >= (changing ? 6 : 24)) continue
      expansions.set(id, known.relations)
      for (const each of mentioned) media.set(each.id, each)
    }
    return { media: [...media.values()], expansions }
  }
}

const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 13 }))

const someStep = fc.oneof(
  fc.record({ catalogue: someCatalogue, ids: someIds }).map(({ catalogue, ids }) => ({
    save: fragmentReader(catalogue)(ids),
  })),
  fc.record({ find: someIds }),
  fc.record({ pass: fc.constantFrom(1, 5, 6, 17, 18, 24) }),
)

describe.each(engines)('a catalogue in %s', (engine) => {
  testOnShared(engine)('matches its model after any steps', async ({ store }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(someStep, { minLength: 2, maxLength: 12 }), async (steps) => {
        await empty(store)
        let hours = 0
        const catalogue: Catalogue = createCatalogue({ store, now: () => hours * 3_600_000, ttlHours: 24 })
        const model = new ModelCatalogue()
        for (const step of steps) {
          if ('pass' in step) hours += step.pass
          else if ('find' in step)
            expect(sorted(await catalogue.find(step.find))).toEqual(sorted(model.find(step.find, hours)))
          else {
            await catalogue.save(step.save)
            model.save(step.save, hours)
          }
        }
      }),
      { seed: 20_261_124, numRuns: 150 },
    )
  })
})

function sorted({ media, expansions }: GraphFragment): GraphFragment {
  return { media: media.toSorted((a, b) => a.id - b.id), expansions }
}
