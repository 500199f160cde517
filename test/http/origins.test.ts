import { describe, expect, test } from 'vitest'
import { shareService } from './service.ts'

const allowed = 'https://app.example.org'

const origins: readonly (readonly [name: string, origin: string, isAllowed: boolean])[] = [
  ['that matches exactly', allowed, true],
  ['with another scheme', 'http://app.example.org', false],
  ['with another port', 'https://app.example.org:8443', false],
  ['with a prefix', 'https://evil-app.example.org', false],
  ['with a suffix', 'https://app.example.org.evil.net', false],
  ['of the parent domain', 'https://example.org', false],
  ['of a subdomain', 'https://a.app.example.org', false],
  ['in upper case', 'https://APP.example.org', false],
  ['of a sandboxed frame', 'null', false],
  ['that is malformed', '*', false],
]

const strict = shareService({ config: { corsOrigins: [allowed] } })
const byDefault = shareService()

describe('policy: CORS: exact origins from CORS_ORIGINS', () => {
  test.each(origins)('an origin %s', async (_name, origin, isAllowed) => {
    const { app } = strict()
    const reply = await app.inject({ url: '/livez', headers: { origin } })
    expect(reply.headers['access-control-allow-origin']).toBe(isAllowed ? allowed : undefined)
    expect(reply.headers.vary).toMatch(/origin/i)
  })

  test('localhost:3000 and :8000 by default', async () => {
    const { app } = byDefault()
    for (const origin of ['http://localhost:3000', 'http://localhost:8000']) {
      const { headers } = await app.inject({ url: '/livez', headers: { origin } })
      expect(headers['access-control-allow-origin']).toBe(origin)
      expect(headers['access-control-allow-credentials']).toBe('true')
    }
  })

  test('a preflight from a foreign page allows nothing', async () => {
    const { app } = byDefault()
    const headers = { origin: 'https://evil.net', 'access-control-request-method': 'POST' }
    const reply = await app.inject({ method: 'OPTIONS', url: '/api/v1/scans/casual', headers })
    expect(reply.headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('a preflight from an allowed page says what it may send', async () => {
    const { app } = strict()
    const headers = {
      origin: allowed,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-csrf-token',
    }
    const reply = await app.inject({ method: 'OPTIONS', url: '/api/v1/scans/casual', headers })
    expect(reply.statusCode).toBe(204)
    expect(reply.headers['access-control-allow-origin']).toBe(allowed)
    expect(reply.headers['access-control-allow-headers']).toContain('x-csrf-token')
    expect(reply.headers['access-control-allow-methods']).toContain('DELETE')
  })

  test('a reply varies by origin, format and encoding', async () => {
    const { app } = byDefault()
    const { headers } = await app.inject({
      url: '/api/v1/scans/casual',
      headers: { origin: 'http://localhost:3000' },
    })
    expect(String(headers.vary).toLowerCase().split(', ')).toEqual(
      expect.arrayContaining(['origin', 'accept', 'accept-encoding']),
    )
  })
})
