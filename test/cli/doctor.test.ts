import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkClock, checkRuntime } from '../../src/cli/doctor.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type RunOptions, runCli } from './run-cli.ts'

describe('doctor', () => {
  test('finds no problem on the second run, and sends AniList one request', async () => {
    const sandbox = await sandboxForTest()
    const options = { cwd: temporaryFolder(), env: { ANILIST_API_URL: sandbox.graphqlUrl } }
    await runCli(['migrate'], options)
    const { exit, verdicts, text } = await examine(options)
    expect(verdicts).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'])
    expect(text).toContain("clock matches AniList's")
    expect(sandbox.requests).toHaveLength(1)
    expect(exit).toBe(0)
  })

  test.each<[story: string, wrong: (sandbox: Sandbox, cwd: string) => RunOptions['env'], found: RegExp[]]>([
    [
      'a configuration with two mistakes, and stops there',
      () => ({ PUBLIC_URL: 'here', SCAN_TIMEOUT_SECONDS: '0' }),
      [/^ok {4}Node /, /^fail {2}PUBLIC_URL must be/, /^fail {2}SCAN_TIMEOUT_SECONDS must be/],
    ],
    [
      'a file that is not a database, and continues with AniList',
      (sandbox, cwd) => {
        writeFileSync(join(cwd, 'notes.db'), 'milk, bread, eggs '.repeat(100), { mode: 0o600 })
        return { DATABASE_URL: 'sqlite:notes.db', ANILIST_API_URL: sandbox.graphqlUrl }
      },
      [/^fail {2}notes\.db is not a readable database/, /^ok {4}AniList responds/],
    ],
    [
      'AniList unreachable',
      () => ({ ANILIST_API_URL: 'http://127.0.0.1:1' }),
      [/^ok {4}The database/, /^fail {2}AniList can't be reached.* Check the network and ANILIST_API_URL\./],
    ],
    [
      'AniList disabled, which still sends its time',
      (sandbox) => {
        sandbox.script(['outage'])
        return { ANILIST_API_URL: sandbox.graphqlUrl }
      },
      [/^fail {2}AniList has temporarily disabled its API/, /^ok {4}The clock matches/],
    ],
  ])('finds %s', async (_story, wrong, found) => {
    const cwd = temporaryFolder()
    const { exit, text } = await examine({ cwd, env: wrong(await sandboxForTest(), cwd) ?? {} })
    for (const line of found) expect(text).toMatch(new RegExp(line.source, 'm'))
    expect(exit).toBe(1)
  })

  test('warns of files that others can read, which is not a failure, and restricts them', async () => {
    const cwd = temporaryFolder()
    const options = { cwd, env: { ANILIST_API_URL: (await sandboxForTest()).graphqlUrl } }
    await runCli(['migrate'], options)
    chmodSync(join(cwd, 'data'), 0o755)
    chmodSync(join(cwd, 'data/sequel-finder.db'), 0o644)
    const first = await examine(options)
    expect(first.text).toMatch(/^warn {2}Other users could read data\/sequel-finder\.db \(mode 644\)/m)
    expect(first.text).toMatch(/^warn {2}Other users can list the database folder.*: chmod 700 /m)
    expect(first.exit).toBe(0)
    expect((await examine(options)).text).toContain("ok    Other users can't read data/sequel-finder.db.")
  })

  test.each([
    ['the same second', 'Tue, 24 Nov 2026 12:00:00 GMT', 'ok', 'matches'],
    ['a minute ahead, which may be a slow reply', 'Tue, 24 Nov 2026 11:59:00 GMT', 'ok', 'matches'],
    ['an hour ahead', 'Tue, 24 Nov 2026 11:00:00 GMT', 'warn', '3600 s ahead of'],
    ['two minutes behind', 'Tue, 24 Nov 2026 12:02:00 GMT', 'warn', '120 s behind'],
    ['a reply without a date', null, 'warn', 'had no date'],
    ['an invalid date', 'yesterday', 'warn', 'had no date'],
  ])('compares the clock: %s', (_story, date, verdict, detail) => {
    const finding = checkClock(date, Date.UTC(2026, 10, 24, 12))
    expect(finding.verdict).toBe(verdict)
    expect(finding.detail).toContain(detail)
  })

  test.each([
    ['20.20.2', 'fail'],
    ['24.0.0', 'ok'],
    ['26.1.0', 'ok'],
  ])('judges Node %s: %s', (version, verdict) => {
    expect(checkRuntime(version).verdict).toBe(verdict)
  })
})

async function examine(options: RunOptions) {
  const { exit, stdout, stderr } = await runCli(['doctor'], options)
  expect(stderr).toBe('')
  return {
    exit,
    text: stdout,
    verdicts: stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  }
}

async function sandboxForTest(): Promise<Sandbox> {
  const sandbox = await startSandbox()
  onTestFinished(() => sandbox.close())
  return sandbox
}
