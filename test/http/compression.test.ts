import { beforeAll, expect, test } from 'vitest'
import type { App } from '../../src/http/instance.ts'
import { type Browser, signIn } from './browser.ts'
import { shareService } from './service.ts'

const long = { text: 'a'.repeat(5_000) }

function addTexts(app: App): void {
  app.get('/open', { config: { public: true } }, async () => long)
  app.get('/own', async () => long)
  app.get('/short', { config: { public: true } }, async () => ({ text: 'a' }))
}

const service = shareService({ extend: addTexts })
let browser: Browser
beforeAll(async () => {
  browser = await signIn(service(), 'casual')
})

const cases: readonly (readonly [name: string, url: string, coding: string | undefined])[] = [
  ['compresses public replies', '/open', 'br'],
  ['does not compress personal replies, whose length could reveal a secret', '/own', undefined],
  ['does not compress short replies', '/short', undefined],
]
test.each(cases)('%s', async (_name, url, coding) => {
  const reply = await service().app.inject({
    url,
    headers: { ...browser.headers, 'accept-encoding': 'gzip, br' },
  })
  expect([reply.statusCode, reply.headers['content-encoding']]).toEqual([200, coding])
})
