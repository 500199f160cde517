import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forgeries, forgerOf } from '../accounts/forged-tokens.ts'
import { secrets } from '../support/secrets.ts'
import { signIn } from './browser.ts'
import { startService } from './service.ts'

test('policy: a thousand forged or expired access tokens are refused with 401, as cookie and as Bearer', async () => {
  const service = await startService()
  const { app, clock } = service
  const { headers } = await signIn(service, 'casual')
  const token = /access=([^;]+)/.exec(headers.cookie)?.[1] ?? ''
  const forge = forgerOf(token, secrets.JWT_SECRET_KEY)
  const forged = fc.sample(forgeries(clock.now()), 1000).map(forge)
  const replies = new Map<string, number>()
  for (const [index, each] of forged.entries()) {
    const shown =
      index % 2 === 0 ? { authorization: `Bearer ${each}` } : { cookie: `sequel-finder-access=${each}` }
    const reply = await app.inject({ url: '/api/v1/auth/me', headers: shown as Record<string, string> })
    const told = `${reply.statusCode} ${reply.json().code}`
    replies.set(told, (replies.get(told) ?? 0) + 1)
  }
  expect([...replies.keys()].sort()).toEqual(['401 access-token-expired', '401 access-token-invalid'])
  expect((await app.inject({ url: '/api/v1/auth/me', headers })).statusCode).toBe(200)
})
