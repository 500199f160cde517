import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { anime, catalogueOf, fragmentReader, planned, seasons, watched } from '../../test/support/graph.ts'
import * as parts from './chunk.ts'
import * as franchise from './franchise.ts'
import * as franchiseName from './franchise-name.ts'
import * as graph from './graph.ts'
import * as hints from './hints.ts'
import * as list from './list.ts'
import * as mainLine from './main-line.ts'
import * as media from './media.ts'
import * as relation from './relation.ts'
import * as score from './score.ts'
import * as search from './search.ts'
import * as sequels from './sequels.ts'
import * as skippable from './skippable.ts'
import * as stats from './stats.ts'
import * as watchOrder from './watch-order.ts'

/**
 * What examples may use: all exports of the domain, `anime`, `watched` and `planned`, and a scan of three seasons of which the
 * first was watched: `graph`, `list`, `options` and `load`, which reads relations.
 */
function scope(): Record<string, unknown> {
  const load = fragmentReader(catalogueOf(seasons(1, 2, 3)))
  const known = new graph.MediaGraph()
  known.add(load([1, 2, 3]))
  return {
    ...{
      ...franchise,
      ...franchiseName,
      ...graph,
      ...hints,
      ...list,
      ...mainLine,
      ...media,
      ...parts,
      ...relation,
      ...score,
      ...search,
      ...sequels,
      ...skippable,
      ...stats,
      ...watchOrder,
    },
    ...{ anime, watched, planned, load },
    ...{ graph: known, list: list.makeList([watched(1)]), options: search.defaultSearch },
  }
}

interface Example {
  readonly file: string
  /** The name of the documented declaration. */
  readonly about: string
  readonly code: string
}

const folder = new URL('.', import.meta.url)
const sources = readdirSync(folder)
  .filter((file) => /^[^.]+\.ts$/.test(file))
  .map((file) => ({ file, source: readFileSync(new URL(file, folder), 'utf8') }))
const examples = sources.flatMap(findExamples)

describe('examples in docstrings are correct', () => {
  test.each(examples)('$file: $about', async ({ code }) => {
    const values = scope()
    const run = new AsyncFunction('claim', ...Object.keys(values), withClaims(code))
    const claims: [got: unknown, said: unknown][] = []
    await run((got: unknown, said: unknown) => claims.push([got, said]), ...Object.values(values))
    expect(claims.length).toBeGreaterThan(0)
    for (const [got, said] of claims) expect(got).toEqual(said)
  })

  test('finds every example', () => {
    const marks = sources.flatMap(({ source }) => source.match(/@example/g) ?? [])
    expect(examples).toHaveLength(marks.length)
  })
})

const AsyncFunction = (async () => {}).constructor as new (
  ...parametersAndBody: string[]
) => (...values: unknown[]) => Promise<void>

function findExamples({ file, source }: { file: string; source: string }): Example[] {
  const docstrings = source.matchAll(/@example\n((?: \* .*\n)+) \*\/\nexport (?:function|class|const) (\w+)/g)
  return [...docstrings].map(([, lines = '', about = '']) => ({
    file,
    about,
    code: lines.replaceAll(/^ \* /gm, ''),
  }))
}

/** `expression // value` claims that both are equal. */
function withClaims(code: string): string {
  return `{ ${code.replaceAll(/^(.+) \/\/ (.+)$/gm, 'claim($1, $2)')} }`
}
