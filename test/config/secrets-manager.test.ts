import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/failure.ts'
import { loadConfig } from '../../src/config/config.ts'
import type { Config } from '../../src/config/options.ts'
import { createSecretsManager } from '../../src/config/secrets-manager.ts'
import { type Answer, startAws, startVault, type Trouble } from './stand-in.ts'

const folder = import.meta.dirname
const stored = { SECRET_KEY: 'from the manager', CATALOGUE_TTL_HOURS: '48' }
const vault = { token: 'vault-token', secrets: { 'secret/sequel-finder': stored } }
const aws = {
  region: 'eu-central-1',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'aws-secret-key',
  secrets: { 'sequel-finder': JSON.stringify(stored) },
}

function vaultVariables(address: string, change: Record<string, string> = {}): Record<string, string> {
  return { SECRETS_MANAGER: 'vault', VAULT_ADDR: address, VAULT_TOKEN: 'vault-token', ...change }
}

function awsVariables(address: string, change: Record<string, string> = {}): Record<string, string> {
  return {
    SECRETS_MANAGER: 'aws',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: address,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'aws-secret-key',
    ...change,
  }
}

const managers = [
  ['HashiCorp Vault KV v2', (trouble?: Trouble) => startVault(vault, trouble), vaultVariables],
  ['AWS Secrets Manager', (trouble?: Trouble) => startAws(aws, trouble), awsVariables],
] as const

describe.each(managers)('policy: secrets management: %s', (_, start, variables) => {
  test('provides what neither the environment nor .env sets', async () => {
    const address = await start()
    const config = await loadConfig({ env: variables(address), folder })
    expect(config).toMatchObject({ secretKey: 'from the manager', catalogueTtlHours: 48 })
    const overruled = await loadConfig({ env: variables(address, { CATALOGUE_TTL_HOURS: '12' }), folder })
    expect(overruled).toMatchObject({ secretKey: 'from the manager', catalogueTtlHours: 12 })
  })

  test('that does not respond refuses the start', async () => {
    await expect(loadConfig({ env: variables('http://127.0.0.1:1'), folder })).rejects.toMatchObject({
      code: 'secrets-unreachable',
      message: expect.stringContaining("doesn't respond"),
    })
  })

  const answers = (status: number, body?: unknown, headers = {}): Trouble => ({
    kind: 'answers',
    answer: { status, body, headers } satisfies Answer,
  })
  test.each<[string, Trouble, string]>([
    ['says nothing', { kind: 'says nothing' }, 'secrets-unreachable'],
    ['breaks off', { kind: 'breaks off' }, 'secrets-unreachable'],
    ['never finishes its reply', { kind: 'never ends' }, 'secrets-bad-reply'],
    ['redirects', answers(307, '', { location: 'http://127.0.0.1:1/' }), 'secrets-redirected'],
    ['is overloaded', answers(503), 'secrets-unreachable'],
    ['is a proxy with its own page', answers(200, '<html>'), 'secrets-bad-reply'],
    ['has other contents', answers(200, { data: { data: [] }, SecretString: '[]' }), 'secrets-bad-reply'],
    [
      'has a number',
      answers(200, { data: { data: { PORT: 1234567 } }, SecretString: '{"PORT":1234567}' }),
      'secrets-bad-reply',
    ],
    ['has invalid JSON', answers(200, { SecretString: '1234567 {' }), 'secrets-bad-reply'],
  ])('that %s refuses the start within the time limit, and shows no value', async (_, trouble, code) => {
    const config = { ...(await loadConfig({ env: {}, folder })), ...settings(await start(trouble)) }
    const error = await createSecretsManager(config, { timeoutMs: 1000 })
      .loadSecrets()
      .catch((thrown) => thrown)
    expect(error).toMatchObject({ name: 'SecretsError', code })
    expect(error.message).not.toContain('1234567')
    expect(exitCodeOf(code)).toBe(78)
  })

  function settings(address: string): Partial<Config> {
    return {
      ...(variables === vaultVariables ? { secretsManager: 'vault' } : { secretsManager: 'aws' }),
      ...{ vaultAddr: address, vaultToken: 'vault-token' },
      ...{ awsEndpointUrl: address, awsRegion: 'eu-central-1' },
      ...{ awsAccessKeyId: 'AKIDEXAMPLE', awsSecretAccessKey: 'aws-secret-key' },
    }
  }
})

describe('policy: secrets management: a refused token, a missing key', () => {
  test.each<[string, Record<string, string>, string]>([
    ['another token', { VAULT_TOKEN: 'old-token' }, 'secrets-refused'],
    ['another namespace', { VAULT_NAMESPACE: 'team' }, 'secrets-refused'],
    ['a path without a secret', { VAULT_PATH: 'other' }, 'secrets-not-found'],
    ['an unknown mount', { VAULT_MOUNT: 'kv' }, 'secrets-not-found'],
  ])('Vault, with %s', async (_, change, code) => {
    const address = await startVault(vault)
    const error = await loadConfig({ env: vaultVariables(address, change), folder }).catch((thrown) => thrown)
    expect(error).toMatchObject({ code })
    expect(error.message).not.toContain('old-token')
  })

  test.each<[string, Record<string, string>, string]>([
    ['another secret key', { AWS_SECRET_ACCESS_KEY: 'wrong-secret-key' }, 'secrets-refused'],
    ['another access key', { AWS_ACCESS_KEY_ID: 'AKIDOTHER' }, 'secrets-refused'],
    ['an unknown session', { AWS_SESSION_TOKEN: 'session' }, 'secrets-refused'],
    ['another region', { AWS_REGION: 'us-east-1' }, 'secrets-refused'],
    ['an unknown name', { AWS_SECRET_ID: 'other' }, 'secrets-not-found'],
  ])('AWS, with %s', async (_, change, code) => {
    const address = await startAws(aws)
    const error = await loadConfig({ env: awsVariables(address, change), folder }).catch((thrown) => thrown)
    expect(error).toMatchObject({ code })
    expect(error.message).not.toContain('wrong-secret-key')
  })

  test('namespace, mount and path can be set, and temporary AWS keys send their session token', async () => {
    const secrets = { 'kv/apps/sequel finder': stored }
    const ofTeam = await startVault({ token: 'vault-token', namespace: 'team', secrets })
    const where = { VAULT_NAMESPACE: 'team', VAULT_MOUNT: 'kv', VAULT_PATH: 'apps/sequel finder' }
    expect((await loadConfig({ env: vaultVariables(ofTeam, where), folder })).catalogueTtlHours).toBe(48)
    const temporary = await startAws({ ...aws, sessionToken: 'session' })
    const session = { AWS_SESSION_TOKEN: 'session' }
    expect((await loadConfig({ env: awsVariables(temporary, session), folder })).catalogueTtlHours).toBe(48)
  })

  test.each<[string, Record<string, string>, string]>([
    ['Vault without an address', { SECRETS_MANAGER: 'vault', VAULT_TOKEN: 'token' }, 'VAULT_ADDR'],
    ['Vault without a token', { SECRETS_MANAGER: 'vault', VAULT_ADDR: 'http://127.0.0.1:1' }, 'VAULT_TOKEN'],
    ['AWS without a region', { SECRETS_MANAGER: 'aws' }, 'AWS_REGION'],
    ['AWS without keys', { SECRETS_MANAGER: 'aws', AWS_REGION: 'eu-central-1' }, 'AWS_ACCESS_KEY_ID'],
    [
      'Vault over a network without encryption, in production',
      { ...vaultVariables('http://vault.example:8200'), APP_ENV: 'production' },
      'VAULT_ADDR',
    ],
  ])('%s is a configuration error', async (_, env, name) => {
    await expect(loadConfig({ env, folder })).rejects.toMatchObject({
      code: 'config-invalid',
      problems: [expect.stringMatching(`^${name} `)],
    })
  })
})
