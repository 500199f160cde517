import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { findToken, saveToken } from '../../src/store/anilist-tokens.ts'
import type { Store } from '../../src/store/store.ts'
import type { Attack } from './attack.ts'
import type { AttackedInstance } from './attacked-instance.ts'
import { signInThroughProxy } from './signed-in.ts'
import type { Visit } from './visitor.ts'

/** Searches everything that an attacker could get hold of for every token, key and password that the instance has had. */
export const canaryHunt: Attack = {
  name: 'canaries',
  title: 'Tokens, keys and passwords do not leak anywhere',
  bringsOutages: true,
  async run(instance, { canaries }) {
    for (const [name, text] of Object.entries(instance.secrets)) canaries.set(name, text)
    canaries.set('database password', new URL(instance.databaseUrl).password)
    const replies = await exerciseTokens(instance, canaries)
    const places = await placesOf(instance, replies)
    const findings = findCanaries(
      canaries,
      new Map([...places].map(([name, { content }]) => [name, content])),
    )
    // Otherwise a place that could not be read would count as clean.
    for (const [name, { content, holds }] of places)
      if (!content.includes(holds)) findings.push(`${name} does not even contain "${holds}"`)
    const megabytes = [...places.values()].reduce((sum, { content }) => sum + content.length, 0) / 2 ** 20
    return {
      findings,
      dismissed: [],
      tried: `${canaries.size} canaries in ${[...places.keys()].join(', ')}: ${megabytes.toFixed(0)} MB`,
    }
  },
}

/**
 * Everything that touches a token, and much that can go wrong with one.
 *
 * @returns bodies and headers of all replies, except the cookies they set
 */
export async function exerciseTokens(
  instance: Pick<AttackedInstance, 'visitor' | 'sandbox' | 'store' | 'vault'>,
  canaries: Map<string, string>,
): Promise<string[]> {
  const { visitor, sandbox, store } = instance
  const replies: string[] = []
  const ask = async (path: string, visit: Visit = {}) => {
    const { headers, body } = await visitor.ask(path, visit)
    const { 'set-cookie': _cookies, location: _location, ...others } = headers
    replies.push(JSON.stringify(others), body)
  }
  const { cookie, accountId, writeHeaders } = await signInThroughProxy(instance, 'private-person', canaries)
  const token = [...canaries].findLast(([what]) => what.startsWith('AniList token'))?.[1] ?? ''
  const reading = { headers: { cookie } }

  await ask('/api/v1/scans/private-person', reading)
  for (const fault of ['truncated', 'server-error', 'bad-request', 'outage'] as const) {
    sandbox.script(Array.from({ length: 4 }, () => fault))
    await ask('/api/v1/scans/private-person?fresh=true', reading)
  }
  await ask('/api/v1/list', {
    method: 'POST',
    headers: { ...writeHeaders, 'content-type': 'application/json' },
    body: JSON.stringify({ mediaIds: [21] }),
  })
  await ask('/api/v1/account', reading)
  await ask('/api/v1/auth/sessions', reading)
  await ask(`/api/v1/auth/me?token=${token}`, reading)
  await ask('/api/v1/auth/me', { headers: { authorization: `Bearer ${token}` } })
  await ask('/api/v1/auth/callback?state=x&code=y', reading)
  const stored = await findToken(store.db, accountId)
  if (stored) await saveToken(store.db, { ...stored, token: stored.dataKey })
  await ask('/api/v1/scans/private-person?fresh=true', reading)
  for (let times = 0; times < 2; times++)
    await ask('/api/v1/auth/refresh', { method: 'POST', headers: writeHeaders })
  await ask('/api/v1/auth/logout', { method: 'POST', headers: writeHeaders })
  return replies
}

interface Place {
  readonly content: Buffer
  /** Something it certainly contains. */
  readonly holds: string
}

async function placesOf(
  instance: AttackedInstance,
  replies: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  const { redis, redisFolder, logFile, metricsUrl } = instance
  const tables = await tableContents(instance.store)
  const files = await databaseFiles(instance)
  await redis.ask('CONFIG', 'SET', 'rdbcompression', 'no')
  await redis.ask('SAVE')
  return new Map<string, Place>([
    ['the database dump', { content: Buffer.from(tables), holds: 'private-person' }],
    ['the database files', { content: files.tables, holds: 'private-person' }],
    ['the write-ahead log', { content: files.log, holds: 'sign-in' }],
    ['the Redis dump', { content: readFileSync(join(redisFolder, 'dump.rdb')), holds: 'sequel-finder:' }],
    ['the debug log', { content: readFileSync(logFile), holds: '"route":"/api/v1/auth/callback"' }],
    ['replies', { content: Buffer.from(replies.join('\n')), holds: 'anilist-' }],
    ['metrics', { content: Buffer.from(await (await fetch(metricsUrl)).text()), holds: 'process_cpu' }],
  ])
}

/** Every row of every table of ours, as text. */
export async function tableContents({ db }: Store): Promise<string> {
  const tables = await db.introspection.getTables()
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db
        .selectFrom(name as 'session')
        .selectAll()
        .execute(),
    ),
  )
  return JSON.stringify(rows)
}

/** As on the disk. */
async function databaseFiles({ postgres }: AttackedInstance): Promise<{ tables: Buffer; log: Buffer }> {
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query('checkpoint')
  const { rows } = await client.query(`select oid from pg_database where datname = 'sequel_finder'`)
  await client.end()
  return {
    tables: allOf(join(postgres.data, 'base', String(rows[0].oid))),
    log: allOf(join(postgres.data, 'pg_wal')),
  }
}

function allOf(folder: string): Buffer {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  return Buffer.concat(files.map(({ name }) => readFileSync(join(folder, name))))
}

/** Secrets that must not be found: by what they are, their text. */
type Canaries = ReadonlyMap<string, string>

/** Places where a canary was found, as `WHAT in PLACE as FORM`. */
export function findCanaries(canaries: Canaries, places: ReadonlyMap<string, Buffer>): string[] {
  const found: string[] = []
  for (const [what, text] of canaries) {
    // The ends of tokens are unique, while all JWTs start alike.
    const bytes = Buffer.from(text.slice(-24))
    const forms = {
      text: bytes,
      base64: Buffer.from(bytes.toString('base64').slice(0, -4)),
      hex: Buffer.from(bytes.toString('hex')),
    }
    for (const [place, content] of places)
      for (const [form, needle] of Object.entries(forms))
        if (content.includes(needle)) found.push(`${what} in ${place} as ${form}`)
  }
  return found
}
