import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { checkKeyring } from '../../src/accounts/tokens/key-check.ts'
import { type Keyring, parseKeyring } from '../../src/accounts/tokens/keyring.ts'
import { readConfig } from '../../src/config/config.ts'
import { productionProblems } from '../../src/config/production.ts'
import { findToken, saveToken } from '../../src/store/anilist-tokens.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { formatKeyring, keyringOf } from '../accounts/keyrings.ts'
import { noon, signUp, vaultOf } from '../accounts/people.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { runCli } from './run-cli.ts'

const secrets = {
  SECRET_KEY: 'the secret key of the tests, 32+',
  JWT_SECRET_KEY: 'the JWT secret key of these tests',
}

describe('policy: keys generate', () => {
  test('prints a block that production accepts unchanged', async () => {
    const { exit, stdout, stderr } = await runCli(['keys', 'generate'])
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    const made = parseEnv(stdout)
    expect(Object.keys(made).sort()).toEqual([
      'DATABASE_ENCRYPTION_KEY',
      'JWT_SECRET_KEY',
      'SECRET_KEY',
      'TOKEN_ENCRYPTION_KEYS',
    ])
    const env = {
      ...made,
      APP_ENV: 'production',
      PUBLIC_URL: 'https://sequels.example',
      CORS_ORIGINS: 'https://sequels.example',
      TRUSTED_PROXIES: '127.0.0.1',
      ALLOW_SQLITE_IN_PRODUCTION: 'yes',
    }
    const sources = { env, folder: temporaryFolder() }
    const { config, problems } = readConfig(sources)
    expect([...problems, ...productionProblems(config, sources)]).toEqual([])
    expect(parseKeyring(made.TOKEN_ENCRYPTION_KEYS ?? '').first.id).toMatch(/^\d{4}-\d\d-\d\d-[0-9a-f]{4}$/)
  })

  test('never prints the same keys twice', async () => {
    const [one, other] = await Promise.all([runCli(['keys', 'generate']), runCli(['keys', 'generate'])])
    const values = [one, other].flatMap(({ stdout }) => Object.values(parseEnv(stdout)))
    expect(new Set(values).size).toBe(8)
  })
})

describe('policy: keys rotate', () => {
  /** A database with two people whose tokens are encrypted with k1. */
  async function prepare(change?: (store: Store) => Promise<void>) {
    const databaseUrl = `sqlite:${join(temporaryFolder(), 'app.db')}`
    const store = await openStore({ databaseUrl })
    const keyring = keyringOf('k1')
    const random = (count: number) => Buffer.alloc(count, 1)
    await checkKeyring({ store, keyring, environment: 'development', random, now: () => noon })
    await signUp(store, keyring, ['ada', 'bob'], 'development')
    await change?.(store)
    await store.close()
    return { ...secrets, DATABASE_URL: databaseUrl }
  }

  const run = (env: Record<string, string>, keyring: Keyring) =>
    runCli(['keys', 'rotate'], { env: { ...env, TOKEN_ENCRYPTION_KEYS: formatKeyring(keyring) } })

  test('rewraps the tokens with the new key, and says what to do next', async () => {
    const env = await prepare()
    const rotated = keyringOf('k2', 'k1')
    expect(await run(env, rotated)).toEqual({
      exit: 0,
      stdout: 'Re-encrypted 2 tokens with k2. You can now remove k1 from TOKEN_ENCRYPTION_KEYS.\n',
      stderr: '',
    })
    expect((await run(env, rotated)).stdout).toMatch(/^All tokens are encrypted with k2 already\. You can/)
    expect((await run(env, keyringOf('k2'))).stdout).toBe('All tokens are encrypted with k2 already.\n')
    const store = await openStore({ databaseUrl: env.DATABASE_URL })
    const ada = await findToken(store.db, 'ada')
    expect(ada && vaultOf(keyringOf('k2'), 'development').open(ada)).toBe('token of ada')
    await store.close()
  })

  test.each([
    ['the key that tokens need is missing', keyringOf('k2'), 'token-keys-foreign'],
    ['the key that tokens need is missing, next to a known one', keyringOf('k2'), 'token-key-in-use'],
    ['the keys belong to another environment', keyringOf('staging/k1'), 'token-key-wrong'],
  ])('refuses if %s', async (_, keyring, code) => {
    const random = (count: number) => Buffer.alloc(count, 2)
    const env = await prepare(async (store) => {
      if (code !== 'token-key-in-use') return
      const both = keyringOf('k2', 'k1')
      await checkKeyring({ store, keyring: both, environment: 'development', random, now: () => noon })
    })
    const { exit, stdout, stderr } = await run(env, keyring)
    expect({ exit, stdout }).toEqual({ exit: 78, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^error: .*TOKEN_ENCRYPTION_KEYS.* \\(${code}\\)\\n$`))
  })

  test('names the accounts with damaged tokens', async () => {
    const env = await prepare(async (store) => {
      const ada = await findToken(store.db, 'ada')
      if (ada) await saveToken(store.db, { ...ada, token: ada.dataKey })
    })
    const { exit, stderr } = await run(env, keyringOf('k2', 'k1'))
    expect(exit).toBe(1)
    expect(stderr).toMatch(
      /^error: Re-encrypted 1 token with k2\. But 1 token can't be decrypted.* ada\. \(sealed-damaged\)\n$/,
    )
  })

  test('prints no key, whatever is wrong with it', async () => {
    const TOKEN_ENCRYPTION_KEYS = `k1:${Buffer.from('canary').toString('base64')}`
    const { exit, stderr } = await runCli(['keys', 'rotate'], { env: { ...secrets, TOKEN_ENCRYPTION_KEYS } })
    expect(exit).toBe(78)
    expect(stderr).toMatch(/^error: TOKEN_ENCRYPTION_KEYS needs 32 bytes in base64 for the key k1/)
    expect(stderr).not.toContain('Y2FuYXJ5')
  })
})
