import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { loadConfig } from '../../src/config.ts'

type Answer = (reply: ServerResponse, request: IncomingMessage & { body: string }) => void
type Variables = Readonly<Record<string, string>>

const canary = 'canary-of-the-secret-store'
const stored = { SECRET_KEY: `${canary}-1`, DATABASE_URL: 'postgresql://me:pw@localhost/sequels' }
const json = (reply: ServerResponse, status: number, body: unknown): void => {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const managers: readonly (readonly [
  name: string,
  env: (url: string) => Variables,
  holds: (secret: unknown) => Answer,
])[] = [
  [
    'HashiCorp Vault KV v2',
    (url) => ({
      SECRETS_MANAGER: 'vault',
      VAULT_ADDR: url,
      VAULT_TOKEN: 'vault-token',
      VAULT_NAMESPACE: 'team',
    }),
    (secret) =>
      (reply, { method, url, headers }) => {
        const allowed = headers['x-vault-token'] === 'vault-token' && headers['x-vault-namespace'] === 'team'
        if (!allowed || method !== 'GET') return json(reply, 403, { errors: ['permission denied'] })
        if (url !== '/v1/secret/data/sequel-finder') return json(reply, 404, { errors: [] })
        json(reply, 200, { data: { data: secret, metadata: { version: 3 } } })
      },
  ],
  [
    'AWS Secrets Manager',
    (url) => ({
      SECRETS_MANAGER: 'aws',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'an-access-key',
      AWS_SECRET_ACCESS_KEY: 'its-secret',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    }),
    (secret) => (reply, request) => {
      const target = request.headers['x-amz-target']
      if (target !== 'secretsmanager.GetSecretValue' || !isSigned(request, 'its-secret'))
        return json(reply, 400, { __type: 'AccessDeniedException' })
      if (JSON.parse(request.body).SecretId !== 'sequel-finder')
        return json(reply, 400, { __type: 'ResourceNotFoundException' })
      json(reply, 200, { SecretString: JSON.stringify(secret) })
    },
  ],
]

describe.each(managers)('policy: secrets management: %s', (_name, env, holds) => {
  test('gives what neither the environment nor .env sets', async () => {
    const url = await listen(holds(stored))
    expect(await load(env(url))).toMatchObject({
      secretKey: stored.SECRET_KEY,
      databaseUrl: stored.DATABASE_URL,
    })
    expect(await load({ ...env(url), SECRET_KEY: 'of the environment' })).toMatchObject({
      secretKey: 'of the environment',
    })
  })

  test.each<[story: string, answer: Answer, code: string]>([
    ['refuses', (reply) => json(reply, 403, { message: canary }), 'secrets-refused'],
    ['is sealed', (reply) => json(reply, 503, { errors: [canary] }), 'secrets-unreachable'],
    [
      'sends us elsewhere',
      (reply) => reply.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
      'secrets-redirected',
    ],
    ['hangs up', (reply) => reply.destroy(), 'secrets-unreachable'],
    ['holds no map', holds([canary]), 'secrets-bad-reply'],
    ['holds a number', holds({ SECRET_KEY: 7, OTHER: canary }), 'secrets-bad-reply'],
    ['answers in HTML', (reply) => reply.end(`<p>${canary}`), 'secrets-bad-reply'],
  ])('that %s keeps the program from starting, and shows nothing', async (_story, answer, code) => {
    const failure = await load(env(await listen(answer))).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code })
    expect(String((failure as Error).message)).not.toContain(canary)
    expect(exitCodeOf(code)).toBe(78)
  })

  test('is not asked over a network in clear text in production', async () => {
    const far = { ...env('http://secrets.example.net'), APP_ENV: 'production' }
    await expect(load(far)).rejects.toMatchObject({ code: 'config-invalid' })
  })
})

function load(env: Variables) {
  return loadConfig({ env, folder: import.meta.dirname })
}

async function listen(answer: Answer): Promise<string> {
  const server = createServer(async (request, reply) => {
    answer(reply, Object.assign(request, { body: await text(request) }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Signature version 4, reckoned again from what arrived. */
function isSigned(
  { method, url, headers, body }: IncomingMessage & { body: string },
  secret: string,
): boolean {
  const [, scope = '', names = '', signature = ''] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(headers.authorization ?? '') ??
    []
  const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`)
  const canonical = [method, url, '', lines.join(''), names, sha256(body)].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>((parent, part) => hmac(parent, part), `AWS4${secret}`)
  return hmac(key, toSign).toString('hex') === signature
}

function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}

function hmac(key: string | Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(value).digest()
}
