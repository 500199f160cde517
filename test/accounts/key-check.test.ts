import { randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'
import { checkKeyring } from '../../src/accounts/tokens/key-check.ts'
import { deleteTokenKey, listTokenKeys } from '../../src/store/anilist-tokens.ts'
import type { Store } from '../../src/store/store.ts'
import { isForeignKeyViolation } from '../../src/store/store-error.ts'
import { engines } from '../store/databases.ts'
import { testOnEmpty } from './databases.ts'
import { keyringOf } from './keyrings.ts'
import { noon, signUp } from './people.ts'

function check(store: Store, names: readonly string[], environment = 'production'): Promise<void> {
  const keyring = keyringOf(...names)
  return checkKeyring({ store, keyring, environment, random: randomBytes, now: () => noon })
}

const met = async (store: Store) => (await listTokenKeys(store.db)).map(({ id }) => id).sort()

describe.each(engines)('policy: the key-check record on %s', (engine) => {
  const test = testOnEmpty(engine)

  test('stores the keys of the first start, and recognises them later', async ({ store }) => {
    await check(store, ['k1'])
    await check(store, ['k1'])
    expect(await met(store)).toEqual(['k1'])
  })

  test('accepts a new key next to a known one, before or after it', async ({ store }) => {
    await check(store, ['k1'])
    await check(store, ['k2', 'k1', 'k0'])
    expect(await met(store)).toEqual(['k0', 'k1', 'k2'])
  })

  test.for([
    ['a staging key with the same name', ['staging/k1'], 'production', 'token-key-wrong', /The key k1 in/],
    ['a staging key with another name', ['s1'], 'production', 'token-keys-foreign', /DATABASE_URL/],
    ['a staging key next to the right one', ['k1', 'staging/k2'], 'production', 'token-key-wrong', /k2/],
    ['the right keys in another environment', ['k2', 'k1'], 'development', 'token-key-wrong', /APP_ENV/],
  ] as const)('refuses %s, and changes nothing', async ([, names, environment, code, message], { store }) => {
    await check(store, ['k2', 'k1'])
    const before = await listTokenKeys(store.db)
    await expect(check(store, names, environment)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
    expect(await listTokenKeys(store.db)).toEqual(before)
  })

  test('refuses to retire a key that a token needs, and says what to do', async ({ store }) => {
    await check(store, ['k1'])
    await signUp(store, keyringOf('k1'), ['ada'])
    await check(store, ['k2', 'k1'])
    await expect(check(store, ['k2'])).rejects.toMatchObject({
      code: 'token-key-in-use',
      message: expect.stringMatching(/k1.*keys rotate/),
    })
    expect(await met(store)).toEqual(['k1', 'k2'])
  })

  test('forgets a retired key, so that its name can be used again', async ({ store }) => {
    await check(store, ['k1'])
    await check(store, ['k2', 'k1'])
    await check(store, ['k2'])
    expect(await met(store)).toEqual(['k2'])
    await check(store, ['k2', 'other/k1'])
  })

  test('cannot delete a key in use, not even in SQL', async ({ store }) => {
    await check(store, ['k1'])
    await signUp(store, keyringOf('k1'), ['ada'])
    const deletion = deleteTokenKey(store.db, 'k1')
    await expect(deletion).rejects.toSatisfy(isForeignKeyViolation)
  })

  test('accepts one of two processes that start with different keys on an empty database', async ({
    store,
  }) => {
    const starts = await Promise.allSettled([check(store, ['a/k1']), check(store, ['b/k1'])])
    expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = starts.find((start) => start.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'token-key-wrong' })
  })
})
