import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { options } from '../../src/config/options.ts'
import { policy, removals } from '../../tools/security/policy.ts'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trimEnd()
  .split('\n')
  .filter((file) => existsSync(file))

/** The `policy: ` part of each test name in the repository. */
const proven = files
  .filter((file) => file.endsWith('.test.ts') && file !== 'test/docs/security.test.ts')
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^.*\)?\(\s*(['"`])policy: (.+?)\1, /gm)])
  .map(([, , name = '']) => name)

describe.each(Object.entries(policy))('a test proves the policy: %s', (_point, tests) => {
  test.each(Object.keys(tests))('%s', (begin) => {
    expect(proven.filter((name) => name.startsWith(begin))).not.toEqual([])
  })
})

test('every test that names the policy proves a point of it', () => {
  const begins = Object.keys(removals)
  expect(proven.filter((name) => !begins.some((begin) => name.startsWith(begin)))).toEqual([])
})

describe.each([
  'SECURITY.md',
  'docs/self-hosting.md',
  'docs/security/threat-model.md',
  'docs/security/data-and-keys.md',
])('%s', (document) => {
  const text = readFileSync(document, 'utf8')

  test('links to what exists', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(join(dirname(document), link)))).toEqual([])
  })

  test('names scripts and commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([\w-]+)/g))
      expect(scripts).toHaveProperty(script)
    const program = readFileSync('src/cli/program.ts', 'utf8')
    for (const [, command] of text.matchAll(/`sequel-finder (\w+)/g))
      expect(program).toContain(`name: '${command}'`)
  })

  test('names options that exist', () => {
    const known = new Set(Object.values(options).map(({ name }) => name as string))
    const named = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)[`=]/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})

test('SECURITY.md names every option that holds a secret', () => {
  const secret = Object.values(options).flatMap((option) =>
    'conceal' in option ? [`\`${option.name}\``] : [],
  )
  expect(readFileSync('SECURITY.md', 'utf8')).toContain(
    `<!-- begin secret-options -->\n${secret.join(', ')}\n<!-- end secret-options -->`,
  )
})
