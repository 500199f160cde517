import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { removals } from '../../tools/security/policy.ts'
import {
  becomes,
  type Change,
  pathOf,
  replaced,
  together,
  unguarded,
  without,
  withoutProtection,
} from '../../tools/security/removal.ts'
import { removeProtections } from '../../tools/security/remove-protections.ts'
import { parseTestReport, whyNotNoticed, whyNotSound } from '../../tools/security/test-outcome.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe.each(Object.entries(removals))('%s', (_policy, changes) => {
  test('is proven by something that can be removed', () => {
    expect(changes).not.toEqual([])
  })

  test.each(changes.map((change) => [change.file, change.what, change] as const))(
    'can be removed from %s: %s',
    (_file, _what, change) => {
      const source = readFileSync(pathOf(change), 'utf8')
      expect(withoutProtection(source, change)).not.toBe(source)
    },
  )
})

describe('removing', () => {
  const file = 'a.ts'
  test.each<[story: string, change: Change | Change[], before: string, after: string]>([
    ['a property', without(file, 'x', 'a'), 'const x = { a: 1, b }', 'const x = {  b }'],
    ['a shorthand', without(file, 'x', 'b'), 'const x = { a: 1, b }', 'const x = { a: 1,  }'],
    ['an element', without(file, 'x', "'a'"), "const x = [a, 'a']", 'const x = [a, ]'],
    ['a spread element', without(file, 'x', 'a'), 'const x = [...a(1), b]', 'const x = [ b]'],
    ['an argument', without(file, 'x', 'b'), 'const x = f(a, b)', 'const x = f(a, )'],
    ['an operand', without(file, 'x', 'b'), 'const x = a && !b(1)', 'const x = a'],
    ['what a condition guards', without(file, 'x', 'a'), 'const x = b ? a : c', 'const x = c'],
    ['a surrounding call', without(file, 'x', 'f'), 'const x = { a: f(a, b) }', 'const x = { a: b }'],
    ['a link of a chain', without(file, 'x', "'a'"), "const x = f().g('a').h()", 'const x = f().h()'],
    ['a statement', without(file, 'x', 'f'), 'function x() { await f(a) }', 'function x() { ; }'],
    [
      'what a loop iterates over',
      without(file, 'x', 'f'),
      'function x() { for (a of f(b)) c }',
      'function x() { for (a of []) c }',
    ],
    ['a check', unguarded(file, 'x', 'a'), 'function x(a) { if (!a.b) throw c }', 'function x(a) { ; }'],
    ['all but else', unguarded(file, 'x', 'a'), 'function x() { if (a) b; else c }', 'function x() { c }'],
    ['a value', becomes(file, 'x.y', '2'), 'const x = { y: 1 }, y = 3', 'const x = { y: 2 }, y = 3'],
    ['the body of a function', becomes(file, 'x', '2'), 'function x() { f() }', 'function x() { return 2 }'],
    ['the body of an arrow function', becomes(file, 'x', '2'), 'const x = () => f()', 'const x = () => 2'],
    ['text', replaced('a.conf', 'a', 'b'), 'a c', 'b c'],
    [
      'two at once',
      together(becomes(file, 'x', '2'), becomes(file, 'y', '3')),
      'const x = 1, y = 1',
      'const x = 2, y = 3',
    ],
  ])('%s', (_story, change, before, after) => {
    expect([change].flat().map((one) => withoutProtection(before, one))).toEqual([after])
  })

  test.each<[story: string, change: Change | Change[], before: string, message: RegExp]>([
    ['a place that does not exist', without(file, 'x', 'a'), 'const y = [a]', /it has no x/],
    ['two matching places', becomes(file, 'x', '2'), 'const x = 1; { const x = 2 }', /more than one x/],
    ['an unknown name', without(file, 'x', 'b'), 'const x = [a]', /it has no b/],
    ['a function without a check', unguarded(file, 'x', 'a'), 'function x() { a() }', /it has no a/],
    ['text that does not exist', replaced('a.conf', 'a', ''), 'b', /0 times/],
    ['text that exists twice', replaced('a.conf', 'a', ''), 'aa', /2 times/],
    ['a change that leaves no valid program', becomes(file, 'x', 'if'), 'const x = 1', /does not parse/],
  ])('fails for %s', (_story, change, before, message) => {
    expect(() => [change].flat().map((one) => withoutProtection(before, one))).toThrow(message)
  })
})

describe('the report of the test runner', () => {
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
    ['a failed assertion', report('', ['failed', 'AssertionError: 1 is not 2\n at x']), undefined],
    [
      'one among others',
      report('', ['passed'], ['failed', 'Error: gone'], ['failed', 'AssertionError: x']),
      undefined,
    ],
    ['one about a promise', report('', ['failed', 'Error: expected x to match object y\nmore']), undefined],
    [
      'a promise that resolves',
      report('', ['failed', 'Error: promise resolved "1" instead of rejecting']),
      undefined,
    ],
    ['tests that passed', report('', ['passed'], ['passed'], ['skipped']), '2 passed'],
    ['no test with that name', report('', ['skipped']), 'no test ran'],
    [
      'a crashed test',
      report('', ['failed', 'Error: Test timed out\nmore']),
      'no assertion failed: Error: Test timed out',
    ],
    [
      'a file that cannot be loaded',
      report('Transform failed\nmore'),
      'no assertion failed: Transform failed',
    ],
  ])('%s', (_story, outcome, why) => {
    expect(whyNotNoticed(outcome)).toBe(why)
  })

  test.each([
    ['all passed', report('', ['passed'], ['skipped']), undefined],
    ['one failed', report('', ['passed'], ['failed', 'AssertionError: x']), 'AssertionError: x'],
    ['none ran', report('', ['skipped']), 'no test ran'],
    ['the file is broken', report('Cannot find module'), 'Cannot find module'],
  ])('of the unchanged program: %s', (_story, outcome, why) => {
    expect(whyNotSound(outcome)).toBe(why)
  })
})

test('detects a removed protection, and not an equivalent change', async () => {
  const said: string[] = []
  const policy = 'same-origin return path'
  const file = 'sign-in/sign-in.ts'
  const harmless = replaced(file, 'const longestPath = 512', 'const longestPath = 2 * 256')
  const before = readFileSync(pathOf(harmless), 'utf8')
  const real = removals[policy] ?? []
  const unnoticed = await removeProtections([[policy, [...real, harmless]]], {
    say: (line) => said.push(line),
    signal: new AbortController().signal,
  })
  expect(said).toEqual([
    ...real.map(({ what }) => `${policy}: ${file}: ${what}: noticed`),
    expect.stringMatching(/^same-origin return path: .+: NOT NOTICED: \d+ passed$/),
  ])
  expect(unnoticed).toBe(1)
  expect(readFileSync(pathOf(harmless), 'utf8')).toBe(before)
}, 300_000)

test('leaves nothing behind when interrupted', async () => {
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
