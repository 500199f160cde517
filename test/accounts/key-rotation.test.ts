import { randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'
import { checkKeyring } from '../../src/accounts/tokens/key-check.ts'
import { rotateKeys } from '../../src/accounts/tokens/key-rotation.ts'
import type { Keyring } from '../../src/accounts/tokens/keyring.ts'
import { findToken, listTokenKeys, replaceDataKey, saveToken } from '../../src/store/anilist-tokens.ts'
import type { Store } from '../../src/store/store.ts'
import { engines } from '../store/databases.ts'
import { testOnEmpty } from './databases.ts'
import { keyringOf } from './keyrings.ts'
import { auditOf, noon, signUp, vaultOf } from './people.ts'

const people = ['ada', 'bob', 'cleo', 'dan', 'eve']
const [old, rotated, fresh] = [keyringOf('k1'), keyringOf('k2', 'k1'), keyringOf('k2')]

const check = (store: Store, keyring: Keyring) =>
  checkKeyring({ store, keyring, environment: 'production', random: randomBytes, now: () => noon })

/** Five people whose tokens are encrypted with k1, in a database that knows k2 as well. */
async function prepare(store: Store): Promise<void> {
  await check(store, old)
  await signUp(store, old, people)
  await check(store, rotated)
}

function rotate(store: Store, onProgress?: (done: number) => void) {
  const options = { store, keyring: rotated, vault: vaultOf(rotated), audit: auditOf(store), batchSize: 2 }
  return rotateKeys(onProgress ? { ...options, onProgress } : options)
}

async function opened(store: Store, keyring: Keyring): Promise<string[]> {
  const tokens = await Promise.all(people.map((name) => findToken(store.db, name)))
  return tokens.map((token) => (token ? vaultOf(keyring).open(token) : ''))
}

describe.each(engines)('policy: keys rotate on %s', (engine) => {
  const test = testOnEmpty(engine)

  test('rewraps every token with the first key, after which the old key can be retired', async ({
    store,
  }) => {
    await prepare(store)
    expect(await rotate(store)).toEqual({ rewrapped: 5, damaged: [] })
    await check(store, fresh)
    expect(await opened(store, fresh)).toEqual(people.map((name) => `token of ${name}`))
  })

  test('continues where it was interrupted, and does nothing twice', async ({ store }) => {
    await prepare(store)
    const cut = new Error('cut off')
    const cutOff = rotate(store, () => {
      throw cut
    })
    await expect(cutOff).rejects.toBe(cut)
    expect(await opened(store, rotated)).toEqual(people.map((name) => `token of ${name}`))
    expect(await rotate(store)).toEqual({ rewrapped: 3, damaged: [] })
    expect(await rotate(store)).toEqual({ rewrapped: 0, damaged: [] })
  })

  test('leaves a damaged token as it is, reports its account, and keeps the key it needs', async ({
    store,
  }) => {
    await prepare(store)
    const cleo = await findToken(store.db, 'cleo')
    const dan = await findToken(store.db, 'dan')
    if (!cleo || !dan) throw new Error('they have tokens')
    await saveToken(store.db, { ...cleo, token: dan.token })
    expect(await rotate(store)).toEqual({ rewrapped: 4, damaged: ['cleo'] })
    expect(await findToken(store.db, 'cleo')).toMatchObject({ keyId: 'k1', token: dan.token })
    await expect(check(store, fresh)).rejects.toMatchObject({ code: 'token-key-in-use' })
  })

  test('does not overwrite a sign-in that happens between reading and writing', async ({ store }) => {
    await prepare(store)
    const vault = vaultOf(rotated)
    const newer = vaultOf(old).seal('ada', 'the newer token')
    const { db } = store
    const ada = await findToken(db, 'ada')
    if (!ada) throw new Error('she has a token')
    await saveToken(db, { ...newer, accountId: 'ada', obtainedAt: noon, expiresAt: noon })
    expect(await replaceDataKey(db, ada, vault.rewrap(ada))).toBe(false)
    expect((await opened(store, rotated))[0]).toBe('the newer token')
  })

  test('is recorded in the audit trail, with key and count', async ({ store }) => {
    await prepare(store)
    await rotate(store)
    const entries = await store.db.selectFrom('auditEntry').selectAll().orderBy('id').execute()
    expect(entries.map(({ event, detail }) => [event, JSON.parse(detail)])).toEqual([
      ['rotate', { key: 'k2', tokens: 2 }],
      ['rotate', { key: 'k2', tokens: 2 }],
      ['rotate', { key: 'k2', tokens: 1 }],
    ])
  })

  test('remembers both keys until the old one is removed', async ({ store }) => {
    await prepare(store)
    await rotate(store)
    expect((await listTokenKeys(store.db)).map(({ id, inUse }) => [id, inUse])).toEqual([
      ['k1', false],
      ['k2', true],
    ])
  })
})
