import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { documents } from '../../src/cli/anilist-fields.ts'
import type { Exchange } from '../../src/cli/anilist-questions.ts'
import { type Recording, saveAs, takeSurvey } from '../../src/cli/anilist-recording.ts'
import { judge } from '../../src/cli/anilist-survey.ts'
import { readConfig } from '../../src/config/config.ts'
import type { FaultKind } from '../../src/sandbox/fault.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { runCli } from './run-cli.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ limit: 100_000, burst: 100_000, slowMs: 0 })
})
beforeEach(() => sandbox.behave({ nesting: 2, aliases: Infinity, thin: false }))
afterAll(() => sandbox.close())

const origin = 'https://sequels.example.net'

function survey(url = sandbox.graphqlUrl): Promise<Recording> {
  const env = { ANILIST_API_URL: url, PUBLIC_URL: `${origin}/`, ANILIST_REQUESTS_PER_MINUTE: '90' }
  const { config, problems } = readConfig({ env, folder: tmpdir() })
  expect(problems).toEqual([])
  return takeSurvey(config)
}

/** Findings other than "as expected", as `verdict point: detail`. */
function remarkable({ findings }: Pick<Recording, 'findings'>): string[] {
  return findings
    .filter(({ detail }) => !detail.startsWith('as expected: '))
    .map(({ verdict, point, detail }) => `${verdict} ${point}: ${detail}`)
}

describe('doctor --anilist', () => {
  test('finds that the sandbox behaves like AniList, in at most 8 requests, without a token, and never with an empty list of IDs', async () => {
    const before = sandbox.requests.length
    const recording = await survey()
    expect(remarkable(recording)).toEqual(['ok 16 aliased pages: for information: answered.'])
    expect(recording.findings).toHaveLength(11)

    const { exchanges } = recording
    const asked = sandbox.requests.slice(before)
    expect(exchanges.length).toBeLessThanOrEqual(8)
    // The sandbox does not count preflights; AniList may.
    expect(asked).toHaveLength(exchanges.filter(({ query }) => query !== undefined).length)
    expect(exchanges.filter(({ query }) => query === undefined)).toHaveLength(1)
    expect(asked.map(({ authenticated }) => authenticated)).not.toContain(true)
    const ids = exchanges.flatMap(({ variables = {} }) => Object.values(variables))
    expect(ids.filter((page) => page.length === 0)).toEqual([])
    expect(ids.map((page) => page.length)).toEqual([1, ...Array.from({ length: 26 }, () => 50)])
  })

  test.each<
    [story: string, behaviour: Pick<SandboxOptions, 'nesting' | 'aliases' | 'thin'>, found: RegExp[]]
  >([
    [
      'no second level',
      { nesting: 1 },
      [
        /^warn two levels.*: differs: no relations, although there are 12 relations in 7 lists\. Answers stay correct/,
        /^ok three levels.*: nothing to compare/,
        /^ok 16/,
      ],
    ],
    ['a third level', { nesting: 3 }, [/^ok three levels.*differs: complete.*more than we rely/, /^ok 16/]],
    [
      'levels with every third edge missing',
      { nesting: 'all', thin: true },
      [
        /^warn two levels.*: differs: incomplete: of 12 relations in 7 lists, 4 are missing, and there are 0 others/,
        /^ok three levels.*incomplete/,
        /^ok 16/,
      ],
    ],
    [
      'at most 10 aliases',
      { aliases: 10 },
      [/^ok 16.*: refused\. AniList says: "Too many aliases\." \(HTTP 400\)/],
    ],
    [
      'at most 4 aliases, comparing a single page instead',
      { aliases: 4 },
      [
        /^warn 10 aliased pages: differs: AniList says: "Too many aliases\." \(HTTP 400\)\. Answers stay correct/,
        /^ok 16.*: not tested/,
        /^warn fields: not checked: AniList says: "Too many aliases\."/,
      ],
    ],
  ])('reports %s, which is not a failure', async (_story, behaviour, found) => {
    sandbox.behave(behaviour)
    const recording = await survey()
    const told = remarkable(recording)
    expect(told).toEqual(found.map((line) => expect.stringMatching(line)))
    expect(recording.exchanges.length).toBeLessThanOrEqual(8)
  })

  test.each<[story: string, faults: FaultKind[], requests: number, found: RegExp]>([
    ['is switched off', ['outage'], 1, /^fail reachable: AniList has temporarily disabled its API/],
    [
      'allows no more requests',
      ['rate-limited'],
      1,
      /^fail reachable: AniList's rate limit has been reached/,
    ],
    ['breaks the connection', ['reset'], 1, /^fail reachable: AniList can't be reached/],
    ['replies with an HTML page', ['bad-gateway'], 7, /^fail reachable: AniList's reply can't be used/],
    [
      'replies with another type',
      ['wrong-types'],
      7,
      /^fail reachable: AniList's reply can't be used: "data/,
    ],
  ])(
    'fails if AniList %s, and makes no claims about what was not answered',
    async (_story, faults, requests, found) => {
      sandbox.script(faults)
      const recording = await survey()
      expect(remarkable(recording)).toEqual([expect.stringMatching(found)])
      expect(recording.exchanges).toHaveLength(requests)
    },
  )

  test('stops asking once AniList refuses, and says what it did not check', async () => {
    sandbox.script(['slow', 'rate-limited'])
    const recording = await survey()
    expect(recording.exchanges).toHaveLength(2)
    expect(recording.findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    expect(remarkable(recording).filter((line) => line.startsWith('warn'))).toHaveLength(7)
  })
})

describe('findings depend on the replies alone', () => {
  let recording: Recording
  beforeAll(async () => {
    recording = await survey()
  })

  /** Evaluates the recording again, with one reply changed. */
  function findingsWith(name: string, change: (reply: Reply) => unknown): string[] {
    const exchanges = structuredClone(recording.exchanges) as Exchange[]
    change(exchanges.find((exchange) => exchange.name === name)?.reply as Reply)
    const findings = judge({ ...recording, exchanges })
    return remarkable({ findings }).filter((line) => !line.startsWith('ok 16'))
  }

  test('the same replies give the same findings', () => {
    expect(judge(recording)).toEqual(recording.findings)
  })

  // biome-ignore lint/suspicious/noExplicitAny: replies are changed here into whatever AniList might send
  type Reply = { status: number; headers: Record<string, string>; body: { data: any; errors?: any[] } }
  const edges = ({ body }: Reply) => body.data.page0.media[0].relations.edges
  const field = (type: string, name: string) => (reply: Reply) =>
    reply.body.data[type].fields.find((one: { name: string }) => one.name === name)
  const refusal = (message: string) => (reply: Reply) => {
    Object.assign(reply, { status: 400, body: { data: null, errors: [{ message, status: 400 }] } })
  }

  test.each<[story: string, question: string, change: (reply: Reply) => unknown, found: RegExp[]]>([
    [
      'a well-known sequel is missing',
      'nested',
      (reply) => edges(reply).splice(0),
      [/^fail relations by id: differs: 20958 is not among the sequels/, /^warn two/, /^ok three/],
    ],
    [
      'a title has more relations the second time',
      'ten pages',
      ({ body }) => {
        const media = body.data.page0.media.find((one: { id: number }) => one.id === 16498)
        media.relations.edges.push({ relationType: 'SEQUEL', node: { id: 1 } })
      },
      [/^fail relations by id: differs: two requests return different relations/],
    ],
    [
      'a page holds fewer than 50',
      'ten pages',
      ({ body }) => {
        body.data.page3.pageInfo.hasNextPage = true
      },
      [/^fail 50 ids a page: differs: AniList returns fewer per page/],
    ],
    [
      'pages are missing without an error',
      'ten pages',
      ({ body }) => Object.assign(body.data, { page8: null, page9: { media: null } }),
      [/^fail 10 aliased pages: differs: 2 of them are missing/],
    ],
    [
      'three levels are refused',
      'nested',
      refusal('Too deep.'),
      [/^warn relations by id/, /^warn two/, /^ok three/],
    ],
    [
      'no rate limit headers',
      'nested',
      ({ headers }) => delete headers['x-ratelimit-remaining'],
      [/^warn rate limit: differs: replies do not include it/],
    ],
    [
      'the rate limit is low',
      'nested',
      ({ headers }) => Object.assign(headers, { 'x-ratelimit-limit': '20' }),
      [/^warn rate limit: differs: 20 requests per minute.*longer/],
    ],
    [
      'a complex query is accepted',
      'complexity',
      (reply) => Object.assign(reply, { status: 200, body: { data: {} } }),
      [/^ok complexity: differs: AniList accepts a query with a complexity of 501/],
    ],
    [
      'complexity is refused with another message',
      'complexity',
      refusal('Too much.'),
      [/^warn complexity: differs: AniList says: "Too much\." \(HTTP 400\)/],
    ],
    [
      'the complexity limit is lower',
      'complexity',
      refusal('Max query complexity should be 300 but got 501.'),
      [/^fail complexity: differs: AniList accepts at most 300.*may refuse/],
    ],
    [
      'fields count double',
      'complexity',
      refusal('Max query complexity should be 500 but got 1002.'),
      [/^fail complexity: differs: .*counts 1002 where we count 501/],
    ],
    [
      'the complexity limit is higher',
      'complexity',
      refusal('Max query complexity should be 501 but got 501.'),
      [/^ok complexity: differs: AniList accepts at most 501/],
    ],
    [
      'another origin is allowed',
      'preflight',
      ({ headers }) => Object.assign(headers, { 'access-control-allow-origin': 'https://anilist.co' }),
      [/^warn the page \(CORS\): differs: replies do not allow https:\/\/sequels\.example\.net/],
    ],
    [
      "the page's origin is allowed by name",
      'preflight',
      ({ headers }) => Object.assign(headers, { 'access-control-allow-origin': origin }),
      [],
    ],
    [
      'a preflight is refused',
      'preflight',
      (reply) => Object.assign(reply, { status: 405, headers: {} }),
      [
        /^warn the page \(CORS\): differs: a preflight request gets HTTP 405, replies do not allow .*, pages are not allowed/,
      ],
    ],
    [
      'the reply itself does not allow the page',
      'nested',
      ({ headers }) => delete headers['access-control-allow-origin'],
      [/^warn the page \(CORS\): differs: replies do not allow/],
    ],
    [
      'a field was removed',
      'types 1',
      (reply) => Object.assign(field('Media', 'episodes')(reply), { name: 'episodeCount' }),
      [/^fail fields: differs: Cannot query field "episodes" on type "Media"/],
    ],
    [
      'an argument was removed',
      'types 1',
      (reply) => Object.assign(field('Query', 'MediaListCollection')(reply), { args: [] }),
      Array.from(
        { length: 4 },
        () => /^fail fields: differs: Unknown argument ".*" on field "Query\.MediaListCollection"/,
      ),
    ],
    [
      'a field has become nullable',
      'types 1',
      (reply) =>
        Object.assign(field('Media', 'id')(reply), { type: { kind: 'SCALAR', name: 'Int', ofType: null } }),
      [/^fail fields: differs: "Media\.id" is Int, not Int!\./],
    ],
    [
      'a field is no longer nullable, and there are more fields',
      'types 1',
      (reply) => {
        const { type } = field('Media', 'episodes')(reply)
        field('Media', 'episodes')(reply).type = { kind: 'NON_NULL', name: null, ofType: type }
        reply.body.data.Media.fields.push({
          name: 'new',
          args: [],
          type: { kind: 'ENUM', name: 'New', ofType: null },
        })
      },
      [],
    ],
    [
      'a type was removed',
      'types 2',
      ({ body }) => Object.assign(body.data, { Deleted: null }),
      [/^fail fields: differs: Field "DeleteMediaListEntry" must not have a selection/],
    ],
    [
      'names are not strings',
      'types 1',
      (reply) => Object.assign(field('Media', 'episodes')(reply), { name: '\u001b[2J' }),
      [/^warn fields: not checked: AniList's description of its types can't be used/],
    ],
    [
      'types cannot be introspected',
      'types 2',
      refusal('Introspection is not allowed.'),
      [/^warn fields: not checked: AniList says/],
    ],
  ])('%s', (_story, question, change, found) => {
    expect(findingsWith(question, change)).toEqual(found.map((line) => expect.stringMatching(line)))
  })

  test('compares every document of the client', () => {
    const sources = readdirSync('src/anilist').filter((name) => /(?<!\.test|\.d)\.ts$/.test(name))
    const written = sources.flatMap((name) => [
      ...readFileSync(`src/anilist/${name}`, 'utf8').matchAll(
        /\b(?:query|mutation) ([A-Z][A-Za-z]{2,})[({$ ]/g,
      ),
    ])
    const names = new Set(written.map(([, name = '']) => name))
    expect(names.size).toBeGreaterThan(6)
    expect(new Set(documents.map((document) => /\b(?:query|mutation) (\w+)/.exec(document)?.[1]))).toEqual(
      names,
    )
  })
})

describe('the command', () => {
  const env = () => ({ ANILIST_API_URL: sandbox.graphqlUrl, PUBLIC_URL: origin })

  test('prints a line for each point, saves requests and replies, and exits with 0', async () => {
    const cwd = temporaryFolder()
    const { exit, stdout, stderr } = await runCli(['doctor', '--save', 'survey.json'], { env: env(), cwd })
    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^ok {4}two levels of relations: as expected: complete: 12 relations in 7 lists\.$/m,
    )
    expect(readdirSync(cwd)).toEqual(['survey.json'])
    const { findings, exchanges } = JSON.parse(readFileSync(join(cwd, 'survey.json'), 'utf8')) as Recording
    expect(stdout.trimEnd().split('\n')).toHaveLength(findings.length + 1)
    expect(judge({ origin, exchanges })).toEqual(findings)
  })

  test('prints JSON, and exits with 1 if AniList cannot be used', async () => {
    sandbox.script(['outage'])
    const { exit, stdout } = await runCli(['doctor', '--anilist', '--json'], { env: env() })
    expect([exit, JSON.parse(stdout)]).toMatchObject([
      1,
      { ok: false, findings: [{ verdict: 'ok' }, { verdict: 'fail', point: 'reachable' }] },
    ])
  })

  test("prints AniList's messages on one line, without control characters", async () => {
    const server = createServer((_request, response) => {
      response.writeHead(400)
      response.end(JSON.stringify({ data: null, errors: [{ message: 'No.\n\u001b[2Jok', status: 400 }] }))
    }).listen(0, '127.0.0.1')
    onTestFinished(() => {
      server.close()
    })
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const { stdout } = await runCli(['doctor', '--anilist'], { env: { ANILIST_API_URL: url } })
    expect(stdout).toContain('AniList says: "No. [2Jok" (HTTP 400).')
    expect(stdout).not.toMatch(/\p{Cc}(?<!\n)/u)
  })

  test('refuses conflicting options, and sends nothing if the configuration is wrong', async () => {
    const before = sandbox.requests.length
    expect(await runCli(['doctor', '--production', '--anilist'])).toMatchObject({ exit: 2 })
    const wrong = await runCli(['doctor', '--anilist'], { env: { ...env(), PUBLIC_URL: 'here' } })
    expect([wrong.exit, wrong.stdout]).toEqual([
      1,
      expect.stringMatching(/^fail {2}PUBLIC_URL must be[^\n]*\n$/),
    ])
    expect(sandbox.requests).toHaveLength(before)
  })

  test.each([
    ['to a folder that does not exist', 'missing/survey.json', 'ENOENT'],
    ['over a folder', 'folder', 'EISDIR'],
  ])('cannot save %s, and leaves no other file there', async (_story, file, code) => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'folder'))
    const { exit, stderr } = await runCli(['doctor', '--anilist', '--save', file], { env: env(), cwd })
    expect([exit, stderr]).toEqual([
      1,
      `error: ${file} can't be written (${code}). Choose another file with --save. (file-unwritable)\n`,
    ])
    expect(readdirSync(cwd)).toEqual(['folder'])
  })

  test('saves completely or not at all: the existing file stays when the survey fails', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'survey.json')
    writeFileSync(file, 'the last one')
    await expect(saveAs(file, () => Promise.reject(new Error('broke off')))).rejects.toThrow('broke off')
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['survey.json'], 'the last one'])
  })

  test('sends nothing to AniList if the file cannot be saved', async () => {
    let asked = false
    const take = async () => {
      asked = true
      return await survey()
    }
    await expect(saveAs(join(temporaryFolder(), 'missing', 'file'), take)).rejects.toMatchObject({
      code: 'file-unwritable',
    })
    expect(asked).toBe(false)
  })
})
