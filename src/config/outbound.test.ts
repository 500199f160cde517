import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allowOutbound } from './outbound.ts'

const config = {
  anilistApiUrl: 'https://graphql.anilist.co',
  anilistTokenUrl: 'https://anilist.co/api/v2/oauth/token',
}

test.each<[string, string | URL | Request, boolean]>([
  ['lists and media', 'https://graphql.anilist.co/', true],
  ['tokens', new URL('https://anilist.co/api/v2/oauth/token'), true],
  ['another host', 'https://evil.example/', false],
  ['a host that begins alike', 'https://graphql.anilist.co.evil.example/', false],
  ['a host that stands where a user would', 'https://graphql.anilist.co@evil.example/', false],
  ['without encryption', 'http://graphql.anilist.co/', false],
  ['another port', 'https://graphql.anilist.co:8443/', false],
  ['this machine', 'http://127.0.0.1:6379/', false],
  ['what a cloud tells its machines', 'http://169.254.169.254/latest/meta-data/', false],
  ['a file', 'file:///etc/passwd', false],
  ['a request that is made already', new Request('https://evil.example/'), false],
])('policy: outbound: an allow-list: %s', async (_story, target, allowed) => {
  const sent: unknown[] = []
  const fetch = allowOutbound(config, async (each) => {
    sent.push(each)
    return new Response()
  })
  const outcome = await fetch(target).then(
    () => true,
    ({ code }) => code,
  )
  expect([outcome, sent.length]).toEqual(allowed ? [true, 1] : ['outbound-refused', 0])
})

test('policy: outbound: an allow-list: everything that the server sends goes through it', () => {
  const services = readFileSync('src/services.ts', 'utf8')
  // The two that send, and the one place that gives them what they send with.
  expect(services.match(/globalThis\.fetch/g) ?? []).toEqual([])
  expect(services.match(/allowOutbound\(config, /g)).toHaveLength(2)
})
