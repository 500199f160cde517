import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FaultKind } from '../../src/sandbox/fault.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import type { ScanAnswer } from '../../src/scan/scan-answer.ts'
import { openStore } from '../../src/store/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type RunOptions, runCli } from './run-cli.ts'

let sandbox: Sandbox
let folder: string
beforeEach(async () => {
  folder = temporaryFolder()
  sandbox = await startSandbox({ limit: 1000, slowMs: 0 })
})
afterEach(() => sandbox.close())

function scan(args: readonly string[], env: RunOptions['env'] = {}) {
  const settings = { ANILIST_API_URL: sandbox.graphqlUrl, DATABASE_URL: `sqlite:${folder}/scan.db`, ...env }
  return runCli(['scan', ...args], { env: settings, cwd: folder })
}

async function answer(args: readonly string[]): Promise<ScanAnswer> {
  const { exit, stdout, stderr } = await scan(args)
  expect({ exit, errors: stderr.match(/error:.*/g) }).toEqual({ exit: 0, errors: null })
  return JSON.parse(stdout)
}

const titles = ({ missing }: ScanAnswer) =>
  missing.map(({ media }) => media.title.english ?? media.title.romaji)

describe.each([1, 2, 3, 'all'] as const)('if AniList returns relations %s levels deep', (nesting) => {
  test.each([
    [10, true],
    [4, false],
    [1, true],
  ])('and %i pages at once, nested lists thinned: %s, nothing is missed', async (aliases, thin) => {
    const expected = titles(await answer(['collector', '--from-planned', '--json']))
    sandbox.behave({ nesting, aliases, thin })
    const databaseUrl = `sqlite:${folder}/${nesting}.db`
    const settings = { env: { ANILIST_API_URL: sandbox.graphqlUrl, DATABASE_URL: databaseUrl }, cwd: folder }
    // Cold, warm, and with a catalogue whose rows are all outdated.
    for (const hours of [0, 0, 25]) {
      const store = await openStore({ databaseUrl })
      const aged = { fetchedAt: Date.now() - hours * 3_600_000 }
      if (hours > 0)
        for (const table of ['media', 'expansion'] as const)
          await store.db.updateTable(table).set(aged).execute()
      await store.close()
      const { stdout } = await runCli(['scan', 'collector', '--from-planned', '--json'], settings)
      expect(titles(JSON.parse(stdout))).toEqual(expected)
    }
  })
})

describe('the answer', () => {
  test('as JSON has the shape that programs rely on, alone on standard output', async () => {
    const { user, list, missing, hidden, upstream, ...rest } = await answer(['casual', '--json'])
    expect(rest).toEqual({})
    expect(user).toEqual({
      id: expect.any(Number),
      name: 'casual',
      avatarUrl: expect.any(String),
      scoreFormat: 'POINT_10',
    })
    expect(list).toEqual({ entries: 65, watched: expect.any(Number), planned: expect.any(Number) })
    expect(hidden).toEqual({
      ...{ music: 1, adult: 1, cancelled: 1, dropped: 1, ignored: 0 },
      ...{ recap: 0, alternative: 0 },
    })
    expect(upstream).toEqual({
      requests: expect.any(Number),
      cachedMedia: expect.any(Number),
      ms: expect.any(Number),
    })
    for (const one of missing) {
      expect(Object.keys(one)).toEqual(['media', 'distance', 'relation', 'path', 'franchise'])
      expect(Object.keys(one.media)).toEqual(
        'id title format status episodes duration year score coverUrl siteUrl'.split(' '),
      )
      expect(one.path).toHaveLength(one.distance + 1)
      expect(one.path.at(-1)).toBe(one.media.id)
      expect(one.media.siteUrl).toBe(`https://anilist.co/anime/${one.media.id}`)
    }
  })

  test('as a table separates released, airing and announced titles, by franchise in watch order', async () => {
    const { stdout } = await scan(['casual'])
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('casual is missing 43 sequels in 21 franchises')
    expect(lines[1]).toMatch(/^35 out now · 3 airing · 5 announced · \d+ h to catch up$/)
    const at = (text: string) => lines.findIndex((line) => line.includes(text))
    const order = [
      'OUT NOW',
      '  Attack on Titan',
      'Season 3 Part 2',
      'Final Season Part 2',
      'AIRING',
      'ANNOUNCED',
    ]
    const places = order.map(at)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(stdout).toContain('https://anilist.co/anime/104578')
  })

  test('speaks of titles where more than sequels were followed', async () => {
    const { stdout } = await scan(['casual', '--relations', 'SIDE_STORY,PARENT'])
    expect(stdout).toMatch(/^casual is missing \d+ titles in \d+ franchises\n/)
  })

  test('in a narrow terminal has no longer lines', async () => {
    for (const columns of [60, 80, 100]) {
      const { stdout } = await scan(['casual'], { COLUMNS: String(columns) })
      expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(columns)
    }
  })

  test('as CSV has a row per title, and no title can run as a formula', async () => {
    const { stdout } = await scan(['casual', '--format', 'csv'])
    const [head, ...rows] = stdout.trimEnd().split('\r\n')
    expect(head).toBe(
      'franchise,id,title,romaji,native,format,status,year,episodes,duration,score,distance,relation,path,url',
    )
    expect(rows).toHaveLength(43)
    expect(rows.some((row) => /(^|,)[=+@-]/.test(row))).toBe(false)
  })

  test('with nothing missing is a success', async () => {
    const { exit, stdout } = await scan(['completionist'])
    expect(exit).toBe(0)
    expect(stdout).toContain("Nothing is missing from completionist's list")
  })

  test('for an empty list, or one with only plans, says why nothing is missing', async () => {
    expect((await scan(['newcomer'])).stdout).toContain('is empty')
    expect((await scan(['planner'])).stdout).toContain('--from-planned')
  })
})

describe('options', () => {
  test('--depth 1 shows only the next title of each chain', async () => {
    const next = await answer(['casual', '--json', '--depth', '1'])
    const all = await answer(['casual', '--json', '--depth', 'all'])
    expect(new Set(next.missing.map(({ distance }) => distance))).toEqual(new Set([1]))
    expect(titles(all)).toEqual(expect.arrayContaining(titles(next)))
    expect(all.missing.length).toBeGreaterThan(next.missing.length)
  })

  test.each([
    ['--adult', 'adult'],
    ['--music', 'music'],
    ['--through-dropped', 'dropped'],
  ] as const)('%s shows what the rule hid', async (flag, rule) => {
    const hidden = (await answer(['casual', '--json', '--show-hidden'])).hiddenTitles ?? []
    const shown = await answer(['casual', '--json', flag])
    const ids = hidden.filter((one) => one.rule === rule).map(({ media }) => media.id)
    expect(ids).toHaveLength(1)
    expect(shown.missing.map(({ media }) => media.id)).toEqual(expect.arrayContaining(ids))
    expect(shown.hidden[rule]).toBe(0)
  })

  test('--relations follows more types, and says which one led to each title', async () => {
    const { missing } = await answer(['casual', '--json', '--relations', 'side-story,PARENT'])
    expect(missing.map(({ relation }) => relation)).toContain('SIDE_STORY')
  })

  test('--order sets the watch order; essential leaves out recaps and alternative versions', async () => {
    const args = ['casual', '--json', '--relations', 'PREQUEL,SUMMARY,COMPILATION,ALTERNATIVE', '--order']
    const [release, story, essential] = await Promise.all(
      ['release', 'story', 'essential'].map((order) => answer([...args, order])),
    )
    const rank = (scan: ScanAnswer | undefined, id: number) =>
      scan?.missing.findIndex(({ media }) => media.id === id) ?? -1
    // Made after the series, JUJUTSU KAISEN 0 tells what was before it.
    expect(rank(release, 131573)).toBeLessThan(rank(release, 172463))
    expect(story?.missing).toHaveLength(release?.missing.length ?? 0)
    const { recap = 0, alternative = 0 } = essential?.hidden ?? {}
    expect(recap).toBeGreaterThan(2)
    expect(alternative).toBeGreaterThan(2)
    const leftOut = recap + alternative - (release?.hidden.recap ?? 0)
    expect(essential?.missing).toHaveLength((release?.missing.length ?? 0) - leftOut)
    const { exit, stderr } = await scan(['casual', '--order', 'airing'])
    expect([exit, stderr]).toEqual([2, expect.stringContaining('release, story, essential')])
  })

  test('--list-file reads a saved list and asks AniList only for relations', async () => {
    const entry = { mediaId: 16498, status: 'COMPLETED', media: { id: 16498, type: 'ANIME' } }
    const file = join(folder, 'list.json')
    writeFileSync(file, JSON.stringify({ MediaListCollection: { lists: [{ entries: [entry] }] } }))
    const { missing, user } = await answer(['--list-file', file, '--json'])
    expect(user).toEqual({ id: null, name: 'list.json', avatarUrl: null, scoreFormat: null })
    expect(missing[0]?.path).toEqual([16498, 20958])
    expect(sandbox.requests.map(({ operationName }) => operationName)).not.toContain('UserList')
  })
})

describe('progress and colours', () => {
  test('without a terminal, progress is plain lines on standard error', async () => {
    const { stderr } = await scan(['casual', '--json'])
    expect(stderr.split('\n')[0]).toBe("Loading casual's list …")
    expect(stderr).toMatch(/Looking for sequels to 65 entries: \d+ missing so far, \d+ requests? …\n/)
    expect(stderr).not.toContain('\r')
    expect(stderr).not.toContain('\u001b')
  })

  test('NO_COLOR and pipes disable colours, FORCE_COLOR enables them', async () => {
    expect((await scan(['casual'])).stdout).not.toContain('\u001b')
    expect((await scan(['casual'], { FORCE_COLOR: '1' })).stdout).toContain('\u001b[1m')
    expect((await scan(['casual'], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).toContain('\u001b[1m')
    expect((await scan(['casual'], { NO_COLOR: '1' })).stdout).not.toContain('\u001b')
  })
})

describe('bad replies: each code has its exit status, on one line', () => {
  const always = (fault: FaultKind) => Array<FaultKind>(12).fill(fault)

  test.each<[FaultKind, string, number]>([
    ['not-found', 'anilist-user-not-found', 3],
    ['private', 'anilist-user-private', 3],
    ['bad-request', 'anilist-bad-request', 1],
    ['outage', 'anilist-disabled', 4],
    ['server-error', 'anilist-server-error', 4],
    ['truncated', 'anilist-bad-reply', 4],
    ['oversize', 'anilist-reply-too-large', 4],
    ['reset', 'anilist-unreachable', 4],
  ])('%s is %s, exit %i', async (fault, code, status) => {
    sandbox.script(always(fault))
    const { exit, stdout, stderr } = await scan(['casual', '--json'])
    const errors = stderr.split('\n').filter((line) => line.startsWith('error: '))
    expect({ exit, stdout, errors: errors.length }).toEqual({ exit: status, stdout: '', errors: 1 })
    expect(errors[0]).toMatch(new RegExp(`\\. \\(${code}\\)$`))
  })

  test('429: waits as long as AniList says, then answers', async () => {
    sandbox.script(['rate-limited'])
    const { exit, stderr } = await scan(['casual', '--json'])
    expect(exit).toBe(0)
    expect(stderr).toMatch(/AniList limits how fast we can ask\. Resuming in \d+ s\./)
  })

  test('a hanging connection ends with the time limit of the scan', async () => {
    sandbox.script(always('hang'))
    const { exit, stderr } = await scan(['casual'], { SCAN_TIMEOUT_SECONDS: '2' })
    expect({ exit, code: /\((scan-timeout)\)/.exec(stderr)?.[1] }).toEqual({ exit: 1, code: 'scan-timeout' })
  })

  test('nothing listens at the address: exits with 4', async () => {
    const { exit, stderr } = await scan(['casual'], { ANILIST_API_URL: 'http://127.0.0.1:9/graphql' })
    expect({ exit, code: /\((anilist-unreachable)\)/.exec(stderr)?.[1] }).toEqual({
      exit: 4,
      code: 'anilist-unreachable',
    })
  })

  test('--partial prints what is known, warns, and exits with 0', async () => {
    sandbox.script(['slow', ...always('outage')])
    const { exit, stdout, stderr } = await scan(['casual', '--json', '--partial'])
    expect(exit).toBe(0)
    expect(JSON.parse(stdout).incomplete.code).toBe('anilist-disabled')
    expect(stderr).toContain('warning: incomplete:')
  })
})

describe('usage', () => {
  test.each<[string, string[], RegExp]>([
    ['no name', [], /Give an AniList username/],
    ['a blank name', [' '], /Give an AniList username/],
    ['a name and a file', ['casual', '--list-file', 'x'], /not both/],
    ['depth 0', ['casual', '--depth', '0'], /whole number/],
    ['depth in words', ['casual', '--depth', 'two'], /whole number/],
    ['an invalid relation type', ['casual', '--relations', 'CHARACTER'], /"CHARACTER" isn't a relation type/],
    ['an unknown format', ['casual', '--format', 'xml'], /table, json, csv/],
    ['an unknown option', ['casual', '--dept', '1'], /--depth/],
  ])('%s: one line, exit 2', async (_, args, message) => {
    const { exit, stdout, stderr } = await scan(args)
    expect({ exit, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({
      exit: 2,
      stdout: '',
      lines: 1,
    })
    expect(stderr).toMatch(message)
  })

  test.each<[string, string, RegExp]>([
    ['absent', 'absent.json', /can't be read/],
    ['no list', 'bad.json', /is not JSON/],
  ])('a list file that is %s', async (_, name, message) => {
    writeFileSync(join(folder, 'bad.json'), 'hello')
    const { exit, stderr } = await scan(['--list-file', name])
    expect(exit).toBe(1)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(message)
  })

  test('--help explains options, what a chain is, and examples', async () => {
    const { exit, stdout } = await scan(['--help'])
    expect(exit).toBe(0)
    for (const word of ['--through-dropped', 'A chain starts at', 'Examples:', 'SIDE_STORY']) {
      expect(stdout).toContain(word)
    }
  })
})
