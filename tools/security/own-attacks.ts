import { readFileSync } from 'node:fs'
import { type JudgedReply, observatoryGrade, observatoryScore } from '../../test/http/observatory.ts'
import type { Attack } from './attack.ts'
import { fuzz } from './fuzz.ts'
import { signInThroughProxy } from './signed-in.ts'

/** Requests generated from the OpenAPI document, without the proxy, which would refuse many of them itself. */
export const fuzzAttack: Attack = {
  name: 'fuzz',
  title: 'Requests generated from the OpenAPI document, on PostgreSQL and Redis',
  async run(instance, { quick, canaries }) {
    const { requests, statuses, findings } = await fuzz({
      url: instance.appUrl,
      document: JSON.parse(readFileSync('docs/openapi.json', 'utf8')),
      requests: quick ? 200 : 10_000,
      seed: Date.now() % 1_000_000_000,
      // The machine is busy with the attack itself, and the service may say so.
      allowed: new Set(['overloaded', 'limits-unavailable']),
      signIn: async () => (await signInThroughProxy(instance, 'casual', canaries)).writeHeaders,
    })
    return {
      findings: findings.map(
        ({ request, status, wrong }) =>
          `${request.method} ${request.target} → ${status}: ${wrong.join('; ')}`,
      ),
      dismissed: [],
      tried: `${requests} requests: ${Object.entries(statuses)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', ')}`,
    }
  },
}

const graded = ['/', '/u/casual', '/docs', '/api/v1/about', '/api/v1/auth/login', '/livez', '/nothing']

/** As Mozilla Observatory would see the instance from the internet. */
export const headersAttack: Attack = {
  name: 'headers',
  title: 'Headers as seen from the internet, by the rules of Mozilla Observatory',
  async run({ visitor, sandbox }) {
    const findings: string[] = []
    for (const path of graded) {
      const { headers, body } = await visitor.ask(path, { headers: { accept: 'text/html' } })
      const preflight = await visitor.ask(path, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.net', 'access-control-request-method': 'GET' },
      })
      // The sandbox uses http, unlike AniList.
      const policy = String(headers['content-security-policy']).replaceAll(sandbox.url, 'https://anilist.co')
      const grade = observatoryGrade(
        observatoryScore({
          headers: { ...headers, 'content-security-policy': policy } as JudgedReply['headers'],
          setCookies: headers['set-cookie'] ?? [],
          crossOrigin: preflight.headers as JudgedReply['crossOrigin'],
          html: body,
        }),
      )
      if (grade !== 'A+') findings.push(`${path} gets the grade ${grade}`)
    }
    return { findings, dismissed: [], tried: `${graded.length} URLs, each required to get an A+` }
  },
}
