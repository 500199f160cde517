import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject, test } from 'vitest'
import { openStore, type Store } from '../../src/store/store.ts'

export const engines = ['sqlite', 'postgresql'] as const
export type Engine = (typeof engines)[number]

/**
 * `test` with `url`, the address of a new database that is deleted after the test, and `store`, the same one opened. Skips the
 * test if its engine is missing.
 */
export function testOn(engine: Engine) {
  return test
    .extend('url', async ({ skip }, { onCleanup }) => {
      skipWithout(engine, skip)
      const { url, remove } = await createDatabase(engine)
      onCleanup(remove)
      return url
    })
    .extend('store', async ({ url }, { onCleanup }) => {
      const store = await openStore({ databaseUrl: url })
      onCleanup(store.close)
      return store
    })
}

/**
 * `test` with an empty `store`, the same one for all tests of a group, because creating one takes PostgreSQL a while. Call it
 * inside `describe`.
 */
export function testOnShared(engine: Engine) {
  let shared: Promise<{ store: Store; database: TestDatabase }> | undefined
  afterAll(async () => {
    const made = await shared
    await made?.store.close()
    await made?.database.remove()
  })
  const make = async () => {
    const database = await createDatabase(engine)
    return { database, store: await openStore({ databaseUrl: database.url }) }
  }
  return test.extend('store', async ({ skip }) => {
    skipWithout(engine, skip)
    shared ??= make()
    const { store } = await shared
    await empty(store)
    return store
  })
}

export async function empty({ db }: Store): Promise<void> {
  await db.deleteFrom('expansion').execute()
  await db.deleteFrom('media').execute()
}

/** The IDs of all rows, in ascending order. */
export async function rowsIn({ db }: Store) {
  const media = await db.selectFrom('media').select('id').orderBy('id').execute()
  const expansion = await db.selectFrom('expansion').select('mediaId').orderBy('mediaId').execute()
  return { media: media.map((row) => row.id), expansion: expansion.map((row) => row.mediaId) }
}

function skipWithout(engine: Engine, skip: (reason: string) => void): void {
  const postgres = inject('postgres')
  if (engine === 'postgresql' && 'missing' in postgres) skip(postgres.missing)
}

interface TestDatabase {
  readonly url: string
  remove(): Promise<void>
}

async function createDatabase(engine: Engine): Promise<TestDatabase> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'store-'))
    return {
      url: `sqlite:${join(folder, 'test.db')}`,
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    }
  }
  const server = serverUrl()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  // Without fsync, copying the files takes half as long as the default.
  await query(server, `create database ${name} strategy file_copy`)
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    remove: () => query(server, `drop database ${name} with (force)`),
  }
}

/** The superuser's address of this run's PostgreSQL. */
export function serverUrl(): string {
  const postgres = inject('postgres')
  if ('missing' in postgres) throw new Error(postgres.missing)
  return postgres.url
}

/** Sends a statement to PostgreSQL without the store, as another program would. */
export async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
