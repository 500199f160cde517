import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fuzz } from '../../tools/security/fuzz.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { signIn } from './browser.ts'
import { startService } from './service.ts'

/** The long form, of 100,000 requests and another seed each time, is `npm run security`. */
test('2,000 requests made from the OpenAPI document bring no 5xx, and no reply that it does not describe', async () => {
  const clock = createVirtualClock()
  const service = await startService({
    clock,
    fetch: clock.holding(fetch),
    sandbox: { limit: 1_000_000, burst: 1_000_000 },
  })
  const report = await fuzz({
    url: await service.listen(),
    document: JSON.parse(readFileSync('docs/openapi.json', 'utf8')),
    requests: 2_000,
    seed: 1,
    signIn: async () => (await signIn(service, 'casual')).writeHeaders,
  })
  expect(report.findings).toEqual([])
  expect(report.requests).toBe(2_000)
  const statuses = ['200', '204', '302', '400', '401', '403', '404', '405', '415']
  expect(Object.keys(report.statuses)).toEqual(expect.arrayContaining(statuses))
  expect(service.log().filter(({ level }) => level === 'error')).toEqual([])
})
