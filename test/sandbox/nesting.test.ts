import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import { ask } from './ask.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ limit: 1000, burst: 1000 })
})
afterAll(() => sandbox.close())

/** Four levels, from Shingeki no Kyojin or a list that has it. Each level has some. */
const nested = 'relations { nodes { id '.repeat(4) + '} }'.repeat(4)
const entrances: readonly [string, string][] = [
  ['a media of a page', `{ a: Page { media(id_in: [16498]) { id ${nested} } } }`],
  ['a single media', `{ Media(id: 16498) { id ${nested} } }`],
  [
    'an entry of a list',
    `{ MediaListCollection(userName: "casual", type: ANIME) { lists { entries { media { ${nested} } } } } }`,
  ],
]

describe.each(entrances)('relations of %s', (_story, query) => {
  test.each<[NonNullable<SandboxOptions['nesting']>, number]>([
    [1, 1],
    [2, 2],
    [3, 3],
    ['all', 4],
  ])('are complete down to %s, and empty without an error below', async (nesting, depth) => {
    const all = await answer(query, { nesting: 'all' })
    const found = await answer(query, { nesting })
    expect(all.filter((count) => count === 0)).toEqual([])
    expect(found).toEqual(all.map((count, level) => (level < depth ? count : 0)))
  })

  test('are complete for two levels by default', async () => {
    const other = await startSandbox()
    const usual = countByLevel((await ask(other, query)).data)
    await other.close()
    expect(usual).toEqual(await answer(query, { nesting: 2 }))
  })

  test('are complete at the first level, and miss every third edge below, with --thin', async () => {
    const whole = await answer(query, { nesting: 'all' })
    const thin = await answer(query, { nesting: 'all', thin: true })
    expect(thin[0]).toBe(whole[0])
    expect((thin[1] ?? 0) / (whole[1] ?? 0)).toBeCloseTo(2 / 3, 1)
  })
})

test('edges have the same depth as nodes', async () => {
  const query = '{ Media(id: 16498) { relations { edges { node { relations { edges { id } } } } } } }'
  const lengths = async (nesting: 1 | 2) => {
    sandbox.behave({ nesting, thin: false })
    const { edges } = (await ask(sandbox, query)).data.Media.relations
    return edges.map(({ node }: { node: { relations: { edges: unknown[] } } }) => node.relations.edges.length)
  }
  expect(Math.max(...(await lengths(1)))).toBe(0)
  expect(Math.min(...(await lengths(2)))).toBeGreaterThan(0)
})

async function answer(query: string, behaviour: Pick<SandboxOptions, 'nesting' | 'thin'>): Promise<number[]> {
  sandbox.behave({ thin: false, ...behaviour })
  const { status, data, errors } = await ask(sandbox, query)
  expect([status, errors]).toEqual([200, []])
  return countByLevel(data)
}

/** How many media a reply contains through relations, at each level. */
function countByLevel(reply: unknown): number[] {
  const counts = [0, 0, 0, 0]
  const visit = (value: unknown, level: number) => {
    if (Array.isArray(value)) for (const item of value) visit(item, level)
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (name !== 'relations') visit(inner, level)
        else {
          counts[level] = (counts[level] ?? 0) + inner.nodes.length
          visit(inner.nodes, level + 1)
        }
      }
    }
  }
  visit(reply, 0)
  return counts
}
