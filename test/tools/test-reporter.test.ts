import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

const passing = "test('adds', () => { expect(1 + 1).toBe(2) })"
const failing = "test('subtracts', () => { expect(1 - 1).toBe(2) })"
// In two parts, so that the search for skipped tests in this repository does not find it.
const leftOut = `test.${'skip'}('divides', () => {})`

describe('the last line of a test run', () => {
  test.each<
    [
      story: string,
      files: Record<string, string>,
      env: Record<string, string>,
      output: string[],
      exit: number,
    ]
  >([
    ['counts passed tests', { a: passing, b: passing }, {}, ['2 passed, 0 failed'], 0],
    ['counts failed tests', { a: passing, b: failing }, {}, ['1 passed, 1 failed'], 1],
    ['omits skipped tests', { a: passing, b: leftOut }, {}, ['1 passed, 0 failed'], 0],
    [
      'counts skipped tests as failed if skipping is forbidden, and names them',
      { a: passing, b: leftOut },
      { FORBID_SKIPS: '1' },
      ['skipped, which counts as failed here: b.test.js > divides', '1 passed, 1 failed'],
      1,
    ],
    [
      'does not treat a run without tests as a success',
      {},
      {},
      ['no test ran, which counts as failed', '0 passed, 1 failed'],
      1,
    ],
    ['counts a file that cannot be loaded', { a: passing, b: 'test(' }, {}, ['1 passed, 1 failed'], 1],
    [
      'counts a suite whose hook failed, although its tests are skipped',
      { a: passing, b: `describe('x', () => { beforeAll(() => { throw new Error('no') }); ${passing} })` },
      {},
      ['1 passed, 1 failed'],
      1,
    ],
  ])('%s', (_story, files, env, output, exit) => {
    const { stdout, status } = runTests(files, env)
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .filter((line) => line !== '')
        .slice(-output.length),
    ).toEqual(output)
    expect(status).toBe(exit)
  })
})

test('reports progress over many files, and failures immediately', () => {
  const slow = "test('waits', () => new Promise((resolve) => setTimeout(resolve, 300)))"
  const names = Array.from({ length: 10 }, (_, i) => `passes-${i}`)
  const files = { ...Object.fromEntries(names.map((name) => [name, passing])), fails: failing, slow }
  const { stdout } = runTests(files, {}, { everyMs: 100 })
  const [progress = '', summary] = stdout.split('Test Files')
  expect(progress).toContain('FAILED: fails.test.js > subtracts: expected +0 to be 2')
  expect(progress).toMatch(/^0\.\d min: \d+ of 12 files, \d+ tests passed, [01] failed; now \S+\.test\.js/m)
  expect(progress).not.toContain('passes-0.test.js (')
  expect(summary).toContain('11 passed, 1 failed')
})

function runTests(files: Record<string, string>, env: Record<string, string>, options = {}) {
  const root = temporaryFolder()
  for (const [name, code] of Object.entries(files)) writeFileSync(join(root, `${name}.test.js`), code)
  const reporters = [[resolve('tools/test-reporter.ts'), options]]
  const config = { test: { globals: true, reporters } }
  writeFileSync(join(root, 'vitest.config.js'), `export default ${JSON.stringify(config)}`)
  return spawnSync('vitest', ['run', '--root', root], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  })
}
