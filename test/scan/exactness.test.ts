import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListEntry } from '../../src/core/list.ts'
import type { Media } from '../../src/core/media.ts'
import type { Relation } from '../../src/core/relation.ts'
import { defaultSearch, type SearchOptions } from '../../src/core/search.ts'
import type { Scan } from '../../src/scan/run-scan.ts'
import { type Instance, searchWith, startInstance } from '../support/instance.ts'
import { naiveSearch } from '../support/naive-search.ts'
import { realList } from '../support/real-list.ts'

// No limit here: this file compares answers, and others count requests.
const lifted = { limit: 100_000, burst: 1000 }

let instance: Instance
beforeAll(async () => {
  const dataFile = existsSync(realList) ? { dataFile: realList } : {}
  instance = await startInstance({ sandbox: { scale: 20_000, ...lifted, ...dataFile } })
})
afterAll(() => instance.close())

/** The answer of a search over everything in the sandbox, for a list as a stranger sees it. */
function naiveAnswer(name: string, search: SearchOptions) {
  const { media, relations } = instance.sandbox.catalogue
  const entries = instance.sandbox.list(name).filter((entry) => !entry.private)
  return naiveSearch(
    { media: media as readonly unknown[] as Media[], relations: relations as readonly Relation[] },
    entries as readonly unknown[] as ListEntry[],
    search,
  )
}

function answerOf({ answer }: Scan) {
  return {
    missing: answer.missing
      .map(({ media, distance, relation, path }) => ({ id: media.id, distance, relation, path }))
      .sort((a, b) => a.id - b.id),
    hidden: answer.hidden.map(({ media, rule, distance }) => ({ id: media.id, rule, distance })),
  }
}

async function compare(name: string, options: Partial<SearchOptions>) {
  const scan = await instance.scan(name, searchWith(options))
  const expected = naiveAnswer(name, { ...defaultSearch, ...options })
  expect(answerOf(scan)).toEqual(expected)
  return expected.missing.length
}

describe.each([1, 2, 5, Infinity])('at depth %s', (depth) => {
  test.each(['scale2000', 'scale500-7', 'casual', 'collector', 'completionist'])(
    '%s gets what a search over the whole catalogue finds',
    async (name) => {
      const missing = await compare(name, { depth })
      if (name.startsWith('scale')) expect(missing).toBeGreaterThan(100)
    },
  )
})

describe('with every option', () => {
  test.each<[string, Partial<SearchOptions>]>([
    ['adult titles', { adult: true }],
    ['music', { music: true }],
    ['through dropped titles', { throughDropped: true }],
    ['from planned titles', { fromPlanned: true }],
    ['side stories and their parents', { relations: ['SIDE_STORY', 'PARENT'] }],
  ])('%s', async (_, options) => {
    await compare('scale2000', options)
    await compare('casual', options)
  })

  // Not for the generated lists: they have sequels that neither name their prequel nor are named by it.
  test('prequels', async () => {
    await compare('casual', { relations: ['PREQUEL'] })
    await compare('collector', { relations: ['PREQUEL'] })
  })
})

describe.each([1, 2, 3, 'all'] as const)('if AniList returns relations %s levels deep', (nesting) => {
  describe.each([false, true])('and omits edges from nested lists: %s', (thin) => {
    test.each([10, 4, 1])('and accepts at most %i aliased pages', async (aliases) => {
      instance.sandbox.behave({ nesting, thin, aliases })
      try {
        await instance.restart()
        for (const name of ['casual', 'scale500', 'scale500-7']) {
          // Cold, warm, and with a catalogue whose rows are all outdated.
          for (const hours of [0, 0, 25]) {
            await instance.clock.sleep(hours * 3_600_000)
            await compare(name, {})
          }
        }
      } finally {
        instance.sandbox.behave({ nesting: 2, thin: false, aliases: Infinity })
      }
    })
  })
})

test.skipIf(!existsSync(realList))(`real data (skipped without ${realList})`, async () => {
  for (const depth of [1, 2, 5, Infinity]) {
    await compare('real', { depth })
    await compare('real', { depth, fromPlanned: true })
  }
})
