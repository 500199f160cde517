import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { App } from '../../src/http/instance.ts'
import { type Service, startService } from './service.ts'

const canary = 'canary-4f1d8a'

/** Routes that log and fail as carelessly as possible. */
function addCareless(app: App): void {
  const schema = { querystring: z.object({ code: z.string() }) }
  app.get('/careless', { config: { public: true }, schema }, async (request, reply) => {
    request.log.info({ req: request, headers: request.headers, query: request.query, token: canary }, 'seen')
    request.log.info(`called with Bearer ${canary}`)
    request.log.info({ event: `/callback?code=${canary}` }, 'event')
    return reply.send('done')
  })
  app.get('/failing', { config: { public: true } }, async () => {
    throw Object.assign(new Error(`refused: token=${canary}`), {
      config: { headers: { authorization: canary } },
      cause: new Error(`postgresql://user:${canary}@db/x is away`),
    })
  })
}

describe('policy: pino JSON with allow-listed fields and request ids', () => {
  test('a request is one line, with the route and not the URL', async () => {
    const service = await startService()
    const reply = await service.app.inject('/api/v1/scans/casual?depth=1')
    const lines = (await logged(service)).filter(({ msg }) => msg === 'request')
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        requestId: reply.headers['x-request-id'],
        method: 'GET',
        route: '/api/v1/scans/:name',
        status: 200,
        ms: expect.any(Number),
        address: '127.0.0.1',
        msg: 'request',
      },
    ])
  })

  test.each([
    ['invalid input', { url: '/api/v1/scans/casual?depth=x' }, 'request-invalid'],
    [
      'a request from another site',
      { method: 'POST', url: '/api/v1/auth/refresh', headers: { origin: 'https://evil.net' } },
      'origin-refused',
    ],
    [
      'a forged token',
      { url: '/api/v1/auth/me', headers: { authorization: 'Bearer x' } },
      'access-token-invalid',
    ],
    ['no session', { url: '/api/v1/account' }, 'sign-in-required'],
    ['an unknown address', { url: '/wp-login.php' }, 'route-not-found'],
  ] as const)('a refused request is logged with the reason: %s', async (_story, request, code) => {
    const service = await startService()
    await service.app.inject(request)
    const line = (await logged(service)).find(({ msg }) => msg === 'request')
    expect(line).toMatchObject({ code, address: '127.0.0.1' })
  })

  test('no secret is logged, however careless the code', async () => {
    const { app, rawLog } = await startService({ extend: addCareless })
    const headers = { authorization: `Bearer ${canary}`, cookie: `session=${canary}`, 'x-csrf-token': canary }
    await app.inject({ url: `/careless?code=${canary}`, headers })
    await app.inject({ url: '/failing', headers })
    await app.inject({ url: `/nowhere?token=${canary}`, headers })
    expect(rawLog()).toContain('seen')
    expect(rawLog()).toContain('unexpected error')
    expect(rawLog()).not.toContain(canary)
  })

  test('no username is logged', async () => {
    const { app, rawLog } = await startService()
    await app.inject('/api/v1/scans/casual')
    await app.inject('/api/v1/scans/nobody')
    expect(rawLog()).not.toMatch(/casual|nobody/)
  })
})

test('an unexpected error is logged in full, and not shown to the client', async () => {
  const service = await startService({ extend: addCareless })
  const reply = await service.app.inject('/failing')
  expect(reply.statusCode).toBe(500)
  expect(reply.json()).toMatchObject({ code: 'internal-error' })
  expect(reply.body).not.toMatch(/refused|postgresql|at .*\.ts/)
  const line = (await logged(service)).find(({ level }) => level === 'error')
  expect(line).toMatchObject({
    requestId: reply.headers['x-request-id'],
    err: { message: 'refused: token=[redacted]', stack: expect.stringContaining('log.test.ts'), cause: {} },
  })
})

/** The line of a request is written after its reply has been sent, which `inject` does not wait for. */
async function logged({ log }: Service) {
  await new Promise((resolve) => setImmediate(resolve))
  return log()
}
