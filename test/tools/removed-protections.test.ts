import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { policyPoints } from '../../tools/security/policy-points.ts'
import { removeProtections } from '../../tools/security/remove-protections.ts'
import { withoutProtection } from '../../tools/security/removed-protection.ts'
import { removedProtections } from '../../tools/security/removed-protections.ts'
import { parseTestReport, whyNotNoticed, whyNotSound } from '../../tools/security/test-outcome.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const named = policyPoints.flatMap(([, tests]) => tests)

test('every test of the policy has a protection that can be taken out', () => {
  const removed = new Set(removedProtections.map(({ policy }) => policy))
  expect(named.filter((name) => !removed.has(name))).toEqual([])
  expect([...removed].filter((name) => !named.includes(name))).toEqual([])
})

test.each(removedProtections.map((removal) => [removal.policy, removal.file, removal] as const))(
  'can be taken out, and leaves a program: %s, of %s',
  (policy, file, removal) => {
    const source = readFileSync(file, 'utf8')
    const changed = withoutProtection(source, removal)
    expect(changed).not.toBe(source)
    expect(readFileSync(removal.test, 'utf8')).toContain(`policy: ${policy}`)
  },
)

const removal = {
  policy: 'JWT HS256',
  file: 'src/x.ts',
  find: 'check()',
  replace: '',
  test: 'src/x.test.ts',
} as const

test.each([
  ['nowhere', 'look()', /nowhere: check\(\)/],
  ['more than once', 'check(); check()', /more than once: check\(\)/],
])('what is to be taken out stands there %s', (_story, source, message) => {
  expect(() => withoutProtection(source, removal)).toThrow(message)
})

test('what is left has to be a program', () => {
  expect(() => withoutProtection('if (check()) return', { ...removal, find: 'if (' })).toThrow(/no program/)
})

describe('what the test runner reports', () => {
  const report = (message: string, ...tests: readonly (readonly [status: string, failure?: string])[]) =>
    parseTestReport(
      JSON.stringify({
        testResults: [
          {
            message,
            assertionResults: tests.map(([status, failure]) => ({
              fullName: 'policy: JWT HS256',
              status,
              failureMessages: failure === undefined ? [] : [failure],
            })),
          },
        ],
      }),
    )

  test.each([
    ['an assertion that failed', report('', ['failed', 'AssertionError: 1 is not 2\n at x']), undefined],
    [
      'one among others',
      report('', ['passed'], ['failed', 'Error: gone'], ['failed', 'AssertionError: x']),
      undefined,
    ],
    ['one about a promise', report('', ['failed', 'Error: expected x to match object y\nmore']), undefined],
    [
      'a promise that is kept',
      report('', ['failed', 'Error: promise resolved "1" instead of rejecting']),
      undefined,
    ],
    ['tests that passed', report('', ['passed'], ['passed'], ['skipped']), '2 passed'],
    ['no test of that name', report('', ['skipped']), 'no test ran'],
    [
      'a test that fell over',
      report('', ['failed', 'Error: Test timed out\nmore']),
      'no assertion failed: Error: Test timed out',
    ],
    ['a file that cannot be read', report('Transform failed\nmore'), 'no assertion failed: Transform failed'],
  ])('%s', (_story, outcome, why) => {
    expect(whyNotNoticed(outcome)).toBe(why)
  })

  test.each([
    ['all passed', report('', ['passed'], ['skipped']), undefined],
    ['one failed', report('', ['passed'], ['failed', 'AssertionError: x']), 'AssertionError: x'],
    ['none ran', report('', ['skipped']), 'no test ran'],
    ['the file is broken', report('Cannot find module'), 'Cannot find module'],
  ])('of the program as it is: %s', (_story, outcome, why) => {
    expect(whyNotSound(outcome)).toBe(why)
  })
})

test('a protection that is taken out is noticed, and a change that is none is not', async () => {
  const said: string[] = []
  const harmless = {
    policy: 'same-origin return path',
    file: 'src/accounts/sign-in/return-path.ts',
    find: '/** Longer than any path of the page. */',
    replace: '/** Long enough. */',
    test: 'src/accounts/sign-in/return-path.test.ts',
  } as const
  const real = removedProtections.filter(({ policy }) => policy === harmless.policy)
  const before = readFileSync(harmless.file, 'utf8')
  const unnoticed = await removeProtections([...real, harmless], {
    say: (line) => said.push(line),
    signal: new AbortController().signal,
  })
  expect(said).toEqual([
    ...real.map(({ policy, file }) => `removed: ${policy} (${file}): noticed`),
    expect.stringMatching(
      /^removed: same-origin return path \(src\/accounts\/sign-in\/return-path\.ts\): NOT NOTICED: \d+ passed$/,
    ),
    `  what was taken out: ${harmless.find}`,
  ])
  expect(unnoticed).toBe(1)
  expect(readFileSync(harmless.file, 'utf8')).toBe(before)
}, 300_000)

test('whoever interrupts it finds nothing left', async () => {
  const folder = temporaryFolder()
  const args = ['tools/security/remove-protections.ts', 'same-origin return path']
  const child = spawn(process.execPath, args, { env: { ...process.env, TMPDIR: folder }, stdio: 'ignore' })
  const ended = once(child, 'close')
  await vi.waitFor(
    () => {
      const [copy = ''] = readdirSync(folder)
      expect(existsSync(join(folder, copy, 'tree/.git/index'))).toBe(true)
    },
    { timeout: 60_000 },
  )
  child.kill('SIGTERM')
  expect((await ended)[0]).toBe(1)
  expect(readdirSync(folder)).toEqual([])
}, 120_000)
