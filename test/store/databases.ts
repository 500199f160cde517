import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject, test } from 'vitest'
import { openStore, type Store } from '../../src/store/store.ts'

export const engines = ['sqlite', 'postgresql'] as const
export type Engine = (typeof engines)[number]

interface DatabaseFixtures {
  /** The address of a database that is new and gone after the test. */
  readonly url: string
  /** That database, open. */
  readonly store: Store
}

/** `test` with a database of its own for every test that asks for one. */
export function testOn(engine: Engine) {
  return test.extend<DatabaseFixtures>({
    url: async ({ skip }, use) => {
      if (engine === 'sqlite') return withFolder((folder) => use(`sqlite:${join(folder, 'test.db')}`))
      const postgres = inject('postgres')
      if ('missing' in postgres) return skip(postgres.missing)
      await withDatabase(postgres.url, use)
    },
    store: async ({ url }, use) => {
      const store = await openStore({ databaseUrl: url })
      await use(store)
      await store.close()
    },
  })
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  await use(folder)
  rmSync(folder, { recursive: true, force: true })
}

async function withDatabase(server: string, use: (url: string) => Promise<void>): Promise<void> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await query(server, `create database ${name}`)
  await use(Object.assign(new URL(server), { pathname: `/${name}` }).href)
  await query(server, `drop database ${name} with (force)`)
}

/** Sends one statement past the store, as another program would. */
export async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
