import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { signIn } from './browser.ts'
import { type Service, startService } from './service.ts'

const folder = mkdtempSync(join(tmpdir(), 'full-disk-'))
/** A file system of two megabytes, where it can be mounted: as root, and not in every container. */
const isSmall = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]).status === 0
afterAll(() => {
  if (isSmall) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
})

const filler = join(folder, 'filler')

/** Uses up all the space. Without the mount, SQLite limits the size of the file, which gives the same error. */
async function fill({ services }: Service): Promise<void> {
  if (!isSmall) {
    await sql`pragma max_page_count = 1`.execute(services.store.db)
    return
  }
  for (const piece of [2 ** 16, 2 ** 12, 1]) {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(piece), { flag: 'a' })
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' })
    }
  }
}

async function makeRoom({ services }: Service): Promise<void> {
  if (isSmall) rmSync(filler)
  else await sql`pragma max_page_count = 1000000`.execute(services.store.db)
}

describe(`a full disk${isSmall ? '' : ', by a limit of SQLite'}`, () => {
  test('returns 503, loses nothing that was saved, and recovers once there is space', async () => {
    const service = await startService({ config: { databaseUrl: `sqlite:${join(folder, 'app.db')}` } })
    const { app } = service
    const browser = await signIn(service, 'casual')
    const ignore = (mediaId: number) =>
      app.inject({
        ...{ method: 'POST', url: '/api/v1/ignores', headers: browser.writeHeaders },
        payload: { ignores: Array.from({ length: 200 }, (_, i) => ({ mediaId: mediaId + i })) },
      })
    expect((await ignore(1)).statusCode).toBeLessThan(300)
    await fill(service)

    // Whatever still fits into existing pages may succeed.
    let last = await ignore(1_000)
    for (let next = 2; next < 50 && last.statusCode < 300; next++) last = await ignore(next * 1_000)
    expect([last.statusCode, last.json().code]).toEqual([503, 'disk-full'])
    expect(last.json().detail, 'does not reveal paths').not.toContain(folder)
    expect(service.log().find(({ level }) => level === 'warn')).toMatchObject({ err: { code: 'disk-full' } })
    const read = await app.inject({ url: '/api/v1/ignores', headers: browser.headers })
    expect(read.statusCode).toBe(200)
    const kept = read.json().ignores.length
    expect(kept % 200, 'each request completely or not at all').toBe(0)

    await makeRoom(service)
    expect((await ignore(900_000)).statusCode).toBeLessThan(300)
    const after = await app.inject({ url: '/api/v1/ignores', headers: browser.headers })
    expect(after.json().ignores).toHaveLength(kept + 200)
    expect((await app.inject('/readyz')).statusCode).toBe(200)
  })
})
