import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fuzz } from '../../tools/security/fuzz.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { signIn } from './browser.ts'
import { startService } from './service.ts'

// FUZZ_REQUESTS=100000 makes it a long test, FUZZ_SEED another one.
const requests = Number(process.env.FUZZ_REQUESTS ?? 2_000)
const seed = Number(process.env.FUZZ_SEED ?? 1)

test(`${requests} requests made from the OpenAPI document (seed ${seed}) cause no 5xx and no undocumented reply`, {
  timeout: 60_000 + requests * 10,
}, async () => {
  const clock = createVirtualClock()
  const service = await startService({
    clock,
    fetch: clock.holding(fetch),
    sandbox: { limit: 1_000_000_000, burst: 1_000_000_000 },
  })
  const report = await fuzz({
    url: await service.listen(),
    document: JSON.parse(readFileSync('docs/openapi.json', 'utf8')),
    requests,
    seed,
    // If the machine is busy with other things as well, the service may say so.
    allowed: new Set(['overloaded']),
    signIn: async () => (await signIn(service, 'casual')).writeHeaders,
  })
  expect(report.findings).toEqual([])
  expect(report.requests).toBe(requests)
  const statuses = ['200', '204', '302', '400', '401', '403', '404', '405', '415']
  expect(Object.keys(report.statuses)).toEqual(expect.arrayContaining(statuses))
  expect(service.log().filter(({ level }) => level === 'error')).toEqual([])
})
