import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { realList } from '../support/real-list.ts'

/** The requirements of levels 1 and 2, by section: `1.2:1-9` is V1.2.1 to V1.2.9. */
const requirements = expand(`
  1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1 3.2:1-2 3.3:1-4 3.4:1-6
  3.5:1-5 3.7:1-2 4.1:1-3 4.2:1 4.3:1-2 4.4:1-4 5.1:1 5.2:1-3 5.3:1-2 5.4:1-3 6.1:1-3 6.2:1-12 6.3:1-4
  6.4:1-4 6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3
  8.3:1 8.4:1 9.1:1-3 9.2:1-4 10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2
  11.2:1-3 11.3:1-3 11.4:1-4 11.5:1 11.6:1 12.1:1-3 12.2:1-2 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2
  13.4:1-5 14.1:1-2 14.2:1-4 14.3:1-3 15.1:1-3 15.2:1-3 15.3:1-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3
  16.5:1-3 17.1:1 17.2:1-4 17.3:1-2
`)

const document = 'docs/security/asvs.md'
const text = readFileSync(document, 'utf8')
const rows = [...text.matchAll(/^\| (V[\d.]+) +\| (\S+) +\| (.+?) +\|$/gm)].map(
  ([, id = '', state = '', how = '']) => ({
    id,
    state,
    how,
  }),
)
const links = new Map(
  [...text.matchAll(/^\[(.+)\]: (.+)$/gm)].map(([, name = '', path = '']) => [name, path]),
)

describe('the matrix of OWASP ASVS 5.0', () => {
  test('has all 253 requirements of levels 1 and 2, each once and in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(requirements)
    expect(requirements).toHaveLength(253)
  })

  test('matches the standard itself', (context) => {
    const standard = join(dirname(realList), '../security/asvs-5.0.0.csv')
    if (!existsSync(standard)) return context.skip('the standard as a table, asvs-5.0.0.csv, is not here')
    const lines = readFileSync(standard, 'utf8').split('\n')
    const listed = lines.flatMap((line) => /^V\d.*?,(V\d+\.\d+\.\d+),.*,[12]\r?$/.exec(line)?.[1] ?? [])
    expect(requirements).toEqual(listed)
  })

  test('says for each whether it is met, relaxed, open or not applicable, and counts them correctly', () => {
    for (const state of ['met', 'n/a', 'relaxed', 'open']) {
      const count = rows.filter((row) => row.state === state).length
      expect(text).toContain(`**${state}** (${count})`)
    }
    expect(rows.filter(({ state }) => !['met', 'n/a', 'relaxed', 'open'].includes(state))).toEqual([])
  })

  test('links to evidence for each that is met or relaxed', () => {
    const unproven = rows.filter(
      ({ state, how }) => ['met', 'relaxed'].includes(state) && !/\[.+?\]/.test(how),
    )
    expect(unproven.map(({ id }) => id)).toEqual([])
  })

  test('links to what exists', () => {
    const named = rows.flatMap(({ how }) => [...how.matchAll(/\[(.+?)\]/g)].map(([, name = '']) => name))
    expect([...new Set(named)].sort()).toEqual([...links.keys()].sort())
    for (const path of links.values())
      expect([path, existsSync(join(dirname(document), path))]).toEqual([path, true])
  })
})

function expand(sections: string): string[] {
  return sections
    .trim()
    .split(/\s+/)
    .flatMap((section) => {
      const [name, ranges = ''] = section.split(':')
      return ranges.split(',').flatMap((range) => {
        const [from = 0, to = from] = range.split('-').map(Number)
        return Array.from({ length: to - from + 1 }, (_, i) => `V${name}.${from + i}`)
      })
    })
}
