import { describe, expect, test } from 'vitest'
import { type JudgedReply, observatoryGrade, observatoryRules, observatoryScore } from './observatory.ts'
import { type Service, shareService } from './service.ts'

/** As behind an https proxy: a production instance with secure cookies. */
const service = shareService({
  config: {
    publicUrl: 'https://sequels.example.org',
    anilistApiUrl: 'https://graphql.anilist.co',
    corsOrigins: ['https://app.example.org'],
  },
})

async function judged({ app }: Service, url: string): Promise<JudgedReply> {
  const reply = await app.inject({ url, headers: { accept: 'text/html' } })
  const preflight = await app.inject({
    method: 'OPTIONS',
    url,
    headers: { origin: 'https://evil.net', 'access-control-request-method': 'GET' },
  })
  return {
    headers: reply.headers as JudgedReply['headers'],
    setCookies: [reply.headers['set-cookie'] ?? []].flat(),
    crossOrigin: preflight.headers as JudgedReply['crossOrigin'],
    html: reply.body,
  }
}

describe("policy: security headers, checked against Mozilla Observatory's rules", () => {
  const addresses = [
    '/',
    '/docs',
    '/docs/problems',
    '/api/v1/about',
    '/livez',
    '/api/v1/auth/login',
    '/nothing',
  ]
  test.each(addresses)('%s gets an A+, and no rule deducts points', async (url) => {
    const reply = await judged(service(), url)
    expect(observatoryGrade(observatoryScore(reply))).toBe('A+')
    // Points for one header make up for another one that is weak.
    const lost = Object.entries(observatoryRules).filter(([, points]) => points(reply) < 0)
    expect(lost.map(([name]) => name)).toEqual([])
  })

  test('signing in sets a cookie, which is judged too', async () => {
    const reply = await judged(service(), '/api/v1/auth/login')
    expect(reply.setCookies).toHaveLength(1)
    expect(observatoryRules.cookies?.(reply)).toBe(5)
  })

  const weaknesses: readonly (readonly [name: string, weaken: (reply: JudgedReply) => JudgedReply])[] = [
    ['no policy', (reply) => without(reply, 'content-security-policy')],
    ['inline scripts', (reply) => withPolicy(reply, "script-src 'self' 'unsafe-inline'; default-src 'none'")],
    ['scripts over http', (reply) => withPolicy(reply, "script-src http://a.example; default-src 'none'")],
    ['no HSTS', (reply) => without(reply, 'strict-transport-security')],
    ['cookies that scripts can read', (reply) => ({ ...reply, setCookies: ['a=1; Secure; SameSite=Lax'] })],
    ['cookies over http', (reply) => ({ ...reply, setCookies: ['a=1; HttpOnly; SameSite=Lax'] })],
    [
      'CORS for every page, with cookies',
      (reply) => ({
        ...reply,
        crossOrigin: {
          'access-control-allow-origin': 'https://evil.net',
          'access-control-allow-credentials': 'true',
        },
      }),
    ],
    ['foreign scripts', (reply) => ({ ...reply, html: '<script src="https://cdn.example/x.js"></script>' })],
  ]
  test.each(weaknesses)('%s would lose the A+', async (_name, weaken) => {
    const score = observatoryScore(weaken(await judged(service(), '/')))
    expect(observatoryGrade(score)).not.toBe('A+')
  })
})

function without(reply: JudgedReply, header: string): JudgedReply {
  return { ...reply, headers: { ...reply.headers, [header]: undefined } }
}

function withPolicy(reply: JudgedReply, policy: string): JudgedReply {
  return { ...reply, headers: { ...reply.headers, 'content-security-policy': policy } }
}
