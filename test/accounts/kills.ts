import { deepStrictEqual, ok } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { checkKeyring } from '../../src/accounts/tokens/key-check.ts'
import { rotateKeys } from '../../src/accounts/tokens/key-rotation.ts'
import { findToken } from '../../src/store/anilist-tokens.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { lentToken, openInstance } from './instance.ts'
import { keyringOf } from './keyrings.ts'
import { auditOf, noon, signUp, vaultOf } from './people.ts'

/** What a process is doing when it is killed. */
export const acts = ['sign-in', 'refresh', 'rotate'] as const
export type Act = (typeof acts)[number]

/** What a killed process acknowledged as done. */
export interface Fact {
  readonly token?: string
  readonly accountId?: string
  readonly key?: string
  readonly done?: number
}

export interface Crime {
  readonly act: Act
  readonly databaseUrl: string
  readonly sandboxUrl: string
}

export function sandboxAt(url: string) {
  return {
    graphqlUrl: `${url}/graphql`,
    authorizeUrl: `${url}/api/v2/oauth/authorize`,
    tokenUrl: `${url}/api/v2/oauth/token`,
  }
}

const people = Array.from({ length: 40 }, (_, number) => `person-${number}`)
/** Two keys with the same name before the `/` are equal. The first one encrypts. */
const keyrings = { k1: keyringOf('k1', 'k2'), k2: keyringOf('k2', 'k1') } as const

/** Prepares a database for an act: rotating needs tokens. */
export async function prepare({ act, databaseUrl }: Crime): Promise<void> {
  const store = await openStore({ databaseUrl })
  if (act === 'rotate') {
    const random = randomBytes
    await checkKeyring({ store, keyring: keyrings.k1, environment: 'production', random, now: () => noon })
    await signUp(store, keyrings.k1, people)
  }
  await store.close()
}

/** Rewraps every token with one of the two keys, in small batches. */
export async function rotateTo(store: Store, key: 'k1' | 'k2', onProgress: (done: number) => void) {
  const keyring = keyrings[key]
  await rotateKeys({
    store,
    keyring,
    vault: vaultOf(keyring),
    audit: auditOf(store),
    batchSize: 3,
    onProgress,
  })
}

/**
 * Starts a process and kills it, this long after its first line.
 *
 * @returns everything it acknowledged
 */
export async function kill({ act, databaseUrl, sandboxUrl }: Crime, afterMs: number): Promise<Fact[]> {
  const program = fileURLToPath(new URL('victim.ts', import.meta.url))
  const child = spawn(process.execPath, [program, act, databaseUrl, sandboxUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Otherwise every start would strip the types again.
    env: { ...process.env, NODE_COMPILE_CACHE: resolve('node_modules/.cache/compile') },
  })
  const closed = once(child, 'close')
  const lines: string[] = []
  const reader = createInterface(child.stdout).on('line', (line) => lines.push(line))
  const first = await Promise.race([once(reader, 'line'), closed])
  await sleep(afterMs)
  child.kill('SIGKILL')
  const [, signal] = await closed
  ok(first.length === 1 && signal === 'SIGKILL', `the victim of ${act} ended by itself`)
  // The last line may be incomplete.
  return lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Fact] : []))
}

/** Opens the database as the next process would, and compares it with what was acknowledged. */
export async function examine(
  { act, databaseUrl, sandboxUrl }: Crime,
  facts: readonly Fact[],
): Promise<void> {
  const store = await openStore({ databaseUrl })
  try {
    await victimGone(store)
    await examinations[act](store, facts, sandboxUrl)
  } finally {
    await store.close()
  }
}

/** PostgreSQL rolls back by itself once it notices that the client is gone. */
async function victimGone(store: Store): Promise<void> {
  if (store.engine === 'sqlite') return
  const others = sql<{ count: number }>`select count(*) as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`
  while ((await others.execute(store.db)).rows[0]?.count !== 0) await sleep(5)
}

const examinations: Readonly<
  Record<Act, (store: Store, facts: readonly Fact[], sandboxUrl: string) => Promise<void>>
> = {
  /** Everyone who was let in is still in. Every session has its audit entry, and every account its token. */
  'sign-in': async (store, facts, sandboxUrl) => {
    const { accounts } = await openInstance(store, sandboxAt(sandboxUrl))
    for (const { token = '' } of facts) {
      const principal = await accounts.authenticate(token)
      ok(await lentToken(accounts, principal))
    }
    const sessions = await store.db.selectFrom('session').select('id').orderBy('id').execute()
    deepStrictEqual(await sessionsInTrail(store, 'sign-in'), sessions.map(({ id }) => id).sort())
    const { length: accountCount } = await store.db.selectFrom('account').select('id').execute()
    deepStrictEqual(
      (await store.db.selectFrom('anilistToken').select('accountId').execute()).length,
      accountCount,
    )
  },

  /** The last token that was handed out works. The trail has the refreshes, where one entry may cover several. */
  refresh: async (store, facts, sandboxUrl) => {
    const spent = await store.db.selectFrom('spentRefreshToken').select('sessionId').execute()
    deepStrictEqual(
      new Set(await sessionsInTrail(store, 'refresh')),
      new Set(spent.map(({ sessionId }) => sessionId)),
    )
    const { accounts } = await openInstance(store, sandboxAt(sandboxUrl))
    const next = await accounts.refresh(facts.at(-1)?.token ?? '')
    await accounts.authenticate(next.accessToken.token)
  },

  /** Every token can be decrypted, and the trail has the right number for each key. */
  rotate: async (store) => {
    const counts = { k1: people.length, k2: 0 }
    for (const { key, tokens } of await rotations(store)) {
      counts[key] += tokens
      counts[key === 'k1' ? 'k2' : 'k1'] -= tokens
    }
    const found = { k1: 0, k2: 0 }
    for (const name of people) {
      const stored = await findToken(store.db, name)
      deepStrictEqual(stored && vaultOf(keyrings.k1).open(stored), `token of ${name}`)
      found[stored?.keyId as 'k1' | 'k2']++
    }
    deepStrictEqual(found, counts)
  },
}

async function sessionsInTrail({ db }: Store, event: string): Promise<(string | null)[]> {
  const rows = await db.selectFrom('auditEntry').select('sessionId').where('event', '=', event).execute()
  return rows.map(({ sessionId }) => sessionId).sort()
}

async function rotations({ db }: Store): Promise<{ key: 'k1' | 'k2'; tokens: number }[]> {
  const rows = await db.selectFrom('auditEntry').select('detail').where('event', '=', 'rotate').execute()
  return rows.map(({ detail }) => JSON.parse(detail))
}
