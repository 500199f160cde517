import { chmodSync, chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Driver from 'better-sqlite3-multiple-ciphers'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { createCatalogue } from '../../src/store/catalogue.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { testOn } from './databases.ts'
import { fragmentAt, idsUpTo } from './fragments.ts'

const test = testOn('sqlite').extend('file', ({ url }) => url.slice('sqlite:'.length))

describe('policy: SQLite file mode 0600: a SQLite file', () => {
  test('is created with its folder, readable for this user only', async ({ file }) => {
    const nested = join(dirname(file), 'data/nested.db')
    const store = await openStore({ databaseUrl: `sqlite:${nested}` })
    await catalogueOf(store).save(fragmentAt(0))
    expect(modesIn(dirname(nested))).toEqual({
      'nested.db': 0o600,
      'nested.db-shm': 0o600,
      'nested.db-wal': 0o600,
    })
    expect(statSync(dirname(nested)).mode & 0o777).toBe(0o700)
    await store.close()
  })

  test('is restricted if others could read it', async ({ url, file, store }) => {
    await store.close()
    chmodSync(file, 0o644)
    const again = await openStore({ databaseUrl: url })
    await catalogueOf(again).save(fragmentAt(0))
    expect(modesIn(dirname(file))).toEqual({ 'test.db': 0o600, 'test.db-shm': 0o600, 'test.db-wal': 0o600 })
    await again.close()
  })

  test.for([
    [
      'uses a write-ahead log, so that readers and a writer do not wait for each other',
      'journal_mode',
      'wal',
    ],
    ['reaches the disk before a save is acknowledged', 'synchronous', 2],
    ['checks references', 'foreign_keys', 1],
    ['waits for other programs', 'busy_timeout', 5_000],
  ])('%s', async ([, pragma, value], { store }) => {
    const { rows } = await sql.raw<object>(`pragma ${pragma}`).execute(store.db)
    expect(rows.map((row) => Object.values(row))).toEqual([[value]])
  })

  test('can be in memory instead', async () => {
    const store = await openStore({ databaseUrl: 'sqlite::memory:' })
    await catalogueOf(store).save(fragmentAt(0))
    expect(await idsIn(store)).toEqual(idsUpTo(1))
    await store.close()
  })
})

describe('policy: whole-file encryption: an encrypted SQLite file', () => {
  const key = "a key with 'quotes'"

  test('reveals nothing without the key, in any of its files', async ({ url, file }) => {
    const store = await openStore({ databaseUrl: url, databaseEncryptionKey: key })
    await catalogueOf(store).save(fragmentAt(0))
    for (const each of readdirSync(dirname(file))) {
      const bytes = readFileSync(join(dirname(file), each)).toString('latin1')
      expect(bytes).not.toMatch(/Anime 1|SQLite format|create table/)
    }
    await store.close()
  })

  test('opens again with its key', async ({ url }) => {
    const store = await openStore({ databaseUrl: url, databaseEncryptionKey: key })
    await catalogueOf(store).save(fragmentAt(0))
    await store.close()
    const again = await openStore({ databaseUrl: url, databaseEncryptionKey: key })
    expect(await idsIn(again)).toEqual(idsUpTo(1))
    await again.close()
  })

  test.for<[string, string | undefined, string | undefined]>([
    ['with another key', key, 'another key'],
    ['without its key', key, undefined],
    ['with a key although it was created without one', undefined, key],
  ])('does not open %s', async ([, made, tried], { url, file }) => {
    await (await openStore({ databaseUrl: url, databaseEncryptionKey: made })).close()
    const before = readFileSync(file)
    await expect(openStore({ databaseUrl: url, databaseEncryptionKey: tried })).rejects.toMatchObject({
      code: 'database-unreadable',
      message: expect.stringMatching(/DATABASE_ENCRYPTION_KEY/),
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})

describe('a SQLite file that cannot be used', () => {
  test.for<[string, number, (file: string) => string]>([
    ['a read-only file', 0o444, (file) => file],
    ['a file in a read-only folder', 0o555, (file) => dirname(file)],
  ])(
    'is reported as read-only, even for root, and stays so: %s',
    async ([, mode, target], { url, file, store }) => {
      await store.close()
      chmodSync(target(file), mode)
      expect(await failureOf(url)).toMatchObject({
        code: 'database-read-only',
        message: expect.stringContaining(file),
      })
      expect(statSync(target(file)).mode & 0o777).toBe(mode)
    },
  )

  test.for([
    ['write', 0o555],
    ['enter', 0o600],
  ])(
    'is reported as read-only: a new one in a folder that this user may not %s',
    async ([, mode], { url, file }) => {
      chmodSync(dirname(file), mode as number)
      await asOrdinaryUser(dirname(file), async () => {
        expect(await failureOf(url)).toMatchObject({ code: 'database-read-only' })
      })
    },
  )

  test.for<[string, string, (file: string) => string]>([
    ['a folder', 'database-path', (file) => dirname(file)],
    [
      'a path whose folder has no parent folder',
      'database-path',
      (file) => join(dirname(file), 'no/such/file.db'),
    ],
    ['a path through a file', 'database-path', (file) => join(file, 'test.db')],
    ['a text', 'database-unreadable', (file) => file],
  ])('is reported, and not changed: %s', async ([, code, pathFrom], { file }) => {
    const text = 'This is no database. '.repeat(99)
    writeFileSync(file, text)
    const path = pathFrom(file)
    expect(await failureOf(`sqlite:${path}`)).toMatchObject({ code, message: expect.stringContaining(path) })
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('is reported as damaged if its pages were overwritten', async ({ url, file, store }) => {
    await catalogueOf(store).save(fragmentAt(0))
    await store.close()
    writeFileSync(file, readFileSync(file).fill(0xaa, 4096))
    expect(await failureOf(url)).toMatchObject({ code: 'database-damaged' })
  })

  /** SQLite itself limits the file here, which gives the same error as a full disk. */
  test('is reported as full, loses nothing, and continues once there is space', async ({ store }) => {
    await catalogueOf(store).save(fragmentAt(0))
    await sql`pragma max_page_count = 1`.execute(store.db)
    await expect(catalogueOf(store).save(fragmentAt(9))).rejects.toMatchObject({ code: 'disk-full' })
    expect(await idsIn(store)).toEqual(idsUpTo(1))
    await sql`pragma max_page_count = 100000`.execute(store.db)
    await catalogueOf(store).save(fragmentAt(1))
    expect(await idsIn(store)).toEqual(idsUpTo(2))
  })

  test('is reported as locked while another program writes, and can be read meanwhile', async ({
    url,
    file,
    store,
  }) => {
    await catalogueOf(store).save(fragmentAt(0))
    const other = new Driver(file)
    other.exec('begin immediate')
    const impatient = await openStore({ databaseUrl: url, busyTimeout: 1 })
    await expect(catalogueOf(impatient).save(fragmentAt(1))).rejects.toMatchObject({
      code: 'database-locked',
    })
    expect(await idsIn(impatient)).toEqual(idsUpTo(1))
    other.exec('commit')
    await catalogueOf(impatient).save(fragmentAt(1))
    expect(await idsIn(impatient)).toEqual(idsUpTo(2))
    await impatient.close()
    other.close()
  })
})

function catalogueOf(store: Store) {
  return createCatalogue({ store, now: () => 0, ttlHours: 24 })
}

async function idsIn(store: Store): Promise<number[]> {
  const { expansions } = await catalogueOf(store).find(idsUpTo(20))
  return [...expansions.keys()].sort((a, b) => a - b)
}

function modesIn(folder: string): Record<string, number> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]),
  )
}

async function failureOf(databaseUrl: string): Promise<unknown> {
  try {
    const store = await openStore({ databaseUrl })
    await store.close()
    return undefined
  } catch (error) {
    return error
  }
}

/** Root ignores modes, so it becomes `nobody` during `action`, and so does the folder's owner. */
async function asOrdinaryUser(folder: string, action: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return action()
  const nobody = 65_534
  chownSync(folder, nobody, nobody)
  process.seteuid?.(nobody)
  try {
    await action()
  } finally {
    process.seteuid?.(0)
  }
}
