import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, describe, expect } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { findToken } from '../../src/store/anilist-tokens.ts'
import type { Store } from '../../src/store/store.ts'
import { engines, testOn } from '../store/databases.ts'
import { testOnEmpty } from './databases.ts'
import { device, lentToken, openInstance, signIn } from './instance.ts'
import { noon } from './people.ts'

const time = { now: noon }
const sandbox = await startSandbox({ limit: 10_000, burst: 10_000, now: () => time.now })
afterAll(sandbox.close)

describe.each(engines)("policy: people's rights on %s", (engine) => {
  const test = testOnEmpty(engine).extend('instance', async ({ store }) =>
    openInstance(store, sandbox, { time }),
  )

  test('exports everything about an account, and no secrets', async ({ instance, store }) => {
    const { accounts } = instance
    const { principal, tokens } = await signIn(instance, 'casual')
    const { id } = principal.account
    const token = await lentToken(accounts, principal)
    const file = await accounts.data.export(id, device.address)

    expect(JSON.parse(JSON.stringify(file))).toEqual({
      exportedAt: '2026-11-24T12:00:00.000Z',
      account: {
        id,
        aniListId: principal.account.aniListId,
        name: 'casual',
        avatarUrl: principal.account.avatarUrl,
        showsAdult: principal.account.showsAdult,
        createdAt: '2026-11-24T12:00:00.000Z',
        disconnectedBy: null,
      },
      anilist: {
        state: 'connected',
        since: '2026-11-24T12:00:00.000Z',
        expiresAt: '2027-11-24T12:00:00.000Z',
        expiresSoon: false,
      },
      sessions: [
        {
          id: principal.session.id,
          device: 'Firefox on Linux',
          createdAt: '2026-11-24T12:00:00.000Z',
          lastUsedAt: '2026-11-24T12:00:00.000Z',
        },
      ],
      auditTrail: [
        expect.objectContaining({ event: 'sign-in', at: '2026-11-24T12:00:00.000Z' }),
        expect.objectContaining({ event: 'export', sessionId: null }),
      ],
    })
    const text = JSON.stringify(file)
    const rows = JSON.stringify([
      await store.db.selectFrom('anilistToken').selectAll().execute(),
      await store.db.selectFrom('session').select('refreshHash').execute(),
    ])
    for (const secret of [
      token,
      tokens.refreshToken,
      tokens.accessToken.token,
      ...(rows.match(/[\w-]{40,}/g) ?? []),
    ])
      expect(text).not.toContain(secret)
  })

  test('exports the sections of other parts as well', async ({ store }) => {
    const sections = { ignores: async (accountId: string) => [`ignored by ${accountId}`] }
    const instance = await openInstance(store, sandbox, { time, sections })
    const { account } = (await signIn(instance, 'casual')).principal
    expect((await instance.accounts.data.export(account.id)).ignores).toEqual([`ignored by ${account.id}`])
  })

  test('deleting leaves no row of the account except pseudonymous entries in the trail', async ({
    instance,
    store,
  }) => {
    const { accounts } = instance
    const { account } = (await signIn(instance, 'casual')).principal
    const bystander = (await signIn(instance, 'completionist')).principal
    await accounts.data.delete(account.id, device.address)

    for (const { name, rows } of await tablesNaming(store, account.id)) {
      if (name === 'audit_entry') expect(JSON.stringify(rows)).not.toMatch(/casual|203\.0\.113|eyJ/)
      else expect([name, rows]).toEqual([name, []])
    }
    expect((await accounts.audit.entriesOf(account.id)).map(({ event }) => event)).toEqual([
      'sign-in',
      'delete',
    ])
    expect(await accounts.sessionsOf(bystander)).toHaveLength(1)
    expect(await lentToken(accounts, bystander)).toMatch(/^eyJ/)
  })

  test('deleting signs out everywhere', async ({ instance }) => {
    const [here, there] = [await signIn(instance, 'casual'), await signIn(instance, 'casual')]
    await instance.accounts.data.delete(here.principal.account.id)
    for (const { tokens } of [here, there]) {
      const entry = instance.accounts.authenticate(tokens.accessToken.token)
      await expect(entry).rejects.toMatchObject({ code: 'session-ended' })
      const refreshed = instance.accounts.refresh(tokens.refreshToken)
      await expect(refreshed).rejects.toMatchObject({ code: 'refresh-token-unknown' })
    }
  })

  test('deletes everything or nothing', async ({ instance, store }) => {
    const { principal } = await signIn(instance, 'casual')
    const broken = await openInstance(store, sandbox, { time: { now: noon } })
    // Writing the audit entry, which comes last, fails.
    broken.time.now = Number.NaN
    const { accounts } = broken
    await expect(accounts.data.delete(principal.account.id)).rejects.toThrow()
    expect(await lentToken(instance.accounts, principal)).toMatch(/^eyJ/)
  })

  test('deletes, disconnects and sign-ins at the same moment wait for each other, and all finish', async ({
    instance,
    onTestFinished,
  }) => {
    onTestFinished(() => {
      time.now = noon
    })
    const { accounts } = instance
    for (let round = 0; round < 15; round++) {
      // More than AniList's rate limit allows at one moment.
      instance.time.now += 60_000
      const { principal } = await signIn(instance, 'casual')
      const { id } = principal.account
      const acts = [
        accounts.data.delete(id),
        accounts.connections.disconnect(id),
        accounts.signOut(principal),
        // Finds its session ended if the account is deleted before it has its tokens.
        signIn(instance, 'casual').catch((error: Error) =>
          expect(error.message).toMatch(/session has ended/),
        ),
        accounts.data.delete(id),
        accounts.connections.disconnect(id),
      ]
      const failed = await Promise.all(acts.map((act) => act.then(() => '', String)))
      expect(failed.filter(Boolean)).toEqual([])
    }
  })

  test('signing in after deleting creates a new account', async ({ instance }) => {
    const before = (await signIn(instance, 'casual')).principal.account
    await instance.accounts.data.delete(before.id)
    const after = (await signIn(instance, 'casual')).principal.account
    expect(after.id).not.toBe(before.id)
    expect((await instance.accounts.data.export(after.id)).auditTrail).toHaveLength(2)
  })
})

describe("policy: people's rights on sqlite: deleting", () => {
  const test = testOn('sqlite')

  test('leaves neither the token nor its data key in the file', async ({ url, store }) => {
    const file = url.replace('sqlite:', '')
    const instance = await openInstance(store, sandbox, { time })
    const { account } = (await signIn(instance, 'casual')).principal
    await signIn(instance, 'completionist')
    const stored = await findToken(store.db, account.id)
    const remains = async () => {
      await sql`pragma wal_checkpoint(truncate)`.execute(store.db)
      const bytes = readFileSync(file)
      return [stored?.token, stored?.dataKey].map((text) => bytes.includes(text ?? ''))
    }
    expect(await remains()).toEqual([true, true])
    await instance.accounts.data.delete(account.id)
    expect(await remains()).toEqual([false, false])
  })
})

/** Every table with an accountId column, with its rows for this account. Includes tables of later migrations. */
async function tablesNaming({ db }: Store, accountId: string) {
  const tables = await db.introspection.getTables()
  const naming = tables.filter(({ columns }) => columns.some(({ name }) => name === 'account_id'))
  return Promise.all(
    naming.map(async ({ name }) => ({
      name,
      rows: await db
        .selectFrom(name as 'session')
        .selectAll()
        .where('accountId', '=', accountId)
        .execute(),
    })),
  )
}
