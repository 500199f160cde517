import { spawnSync } from 'node:child_process'
import { describe, expect } from 'vitest'
import { migrate, migrations } from '../../src/store/migrate.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { engines, testOn } from './databases.ts'
import { startWriters } from './writers.ts'

const all = Object.keys(migrations)

describe.each(engines)('a store on %s', (engine) => {
  const test = testOn(engine)

  test('is created when it is first opened', async ({ store }) => {
    expect(store.engine).toBe(engine)
    expect(await appliedIn(store)).toEqual(all)
  })

  test('waits for the command that creates its tables', async ({ url }) => {
    const store = await openStore({ databaseUrl: url, migrate: false })
    expect(await migrate(store)).toEqual(all)
    expect(await migrate(store)).toEqual([])
    expect(await appliedIn(store)).toEqual(all)
    await store.close()
  })

  test('keeps its contents', async ({ url, store }) => {
    const row = { id: 16498, document: '{}', fetchedAt: 1_764_000_000_123 }
    await store.db.insertInto('media').values(row).execute()
    await store.close()
    const again = await openStore({ databaseUrl: url })
    expect(await again.db.selectFrom('media').selectAll().execute()).toEqual([row])
    await again.close()
  })

  test('is not touched if a newer version of the program has migrated it', async ({ url, store }) => {
    await store.db.insertInto('migration').values({ name: '9999-later', timestamp: '2031-01-01' }).execute()
    await expect(openStore({ databaseUrl: url })).rejects.toMatchObject({
      code: 'database-newer',
      message: expect.stringContaining('Upgrade the program'),
    })
  })

  test('loads only its own driver, and not before it is opened', async ({ url }) => {
    const program = `
      import { createRequire } from 'node:module'
      const drivers = () => ['pg', 'better-sqlite3-multiple-ciphers'].filter((name) =>
        Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('/node_modules/' + name + '/')))
      const { openStore } = await import(${JSON.stringify(new URL('../../src/store/store.ts', import.meta.url))})
      const before = drivers()
      const store = await openStore({ databaseUrl: process.env.DATABASE_URL })
      await store.close()
      console.log(JSON.stringify([before, drivers()]))`
    const node = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url },
    })
    const own = engine === 'sqlite' ? 'better-sqlite3-multiple-ciphers' : 'pg'
    expect(JSON.parse(node.stdout)).toEqual([[], [own]])
  })

  test('is created once by processes that open it at the same moment', async ({ url }) => {
    const writers = await startWriters(3, { url, saves: 0 })
    for (const writer of writers) writer.go()
    expect(await Promise.all(writers.map((writer) => writer.exit))).toEqual([0, 0, 0])
    const store = await openStore({ databaseUrl: url })
    expect(await appliedIn(store)).toEqual(all)
    await store.close()
  })
})

async function appliedIn({ db }: Store): Promise<string[]> {
  const rows = await db.selectFrom('migration').select('name').orderBy('name').execute()
  return rows.map(({ name }) => name)
}
