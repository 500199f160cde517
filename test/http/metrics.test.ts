import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createMetrics, createMetricsServer } from '../../src/http/metrics.ts'
import { startService } from './service.ts'

/** The value of a series, such as `name{label="x"}`. */
function seriesIn(text: string, series: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

async function startMeasured() {
  const { services } = await startService()
  const metrics = createMetrics(services)
  const service = await startService({ app: { metrics } })
  return { ...service, metrics }
}

test('requests are measured by route, and no label contains a name', async () => {
  const { app, metrics } = await startMeasured()
  await app.inject('/api/v1/scans/casual')
  await app.inject('/api/v1/scans/nobody')
  await app.inject('/somewhere/else')
  await app.inject('/livez')
  const text = await metrics.read()
  const count = (labels: string) => seriesIn(text, `http_request_duration_seconds_count{${labels}}`)
  expect(count('method="GET",route="/api/v1/scans/:name",status="200"')).toBe(1)
  expect(count('method="GET",route="/api/v1/scans/:name",status="404"')).toBe(1)
  expect(count('method="GET",route="none",status="404"')).toBe(1)
  expect(text).not.toMatch(/casual|nobody|somewhere/)
})

test('scans, the catalogue and the requests to AniList are counted', async () => {
  const { app, services, sandbox } = await startService()
  const metrics = createMetrics(services)
  for (const depth of ['1', '1', '2', 'all']) await app.inject(`/api/v1/scans/casual?depth=${depth}`)
  const text = await metrics.read()
  expect(seriesIn(text, 'scans_begun_total')).toBe(3)
  expect(seriesIn(text, 'scans_joined_total')).toBe(1)
  expect(seriesIn(text, 'scan_answers_kept')).toBe(3)
  expect(seriesIn(text, 'scan_runs_running')).toBe(0)
  expect(seriesIn(text, 'anilist_requests_total')).toBe(sandbox.requests.length)
  expect(seriesIn(text, 'anilist_budget_limit')).toBe(30)
  expect(seriesIn(text, 'anilist_budget_used')).toBe(sandbox.requests.length)
  expect(text).toContain('anilist_requests_waiting{class="urgent"} 0')
  expect(seriesIn(text, 'anilist_callers_waiting')).toBe(0)
  expect(seriesIn(text, 'catalogue_hits_total')).toBeGreaterThan(0)
  expect(text).toContain('nodejs_eventloop_lag_seconds')
})

test('refusals by rate limits are counted by limit', async () => {
  const { app, services } = await startService({ config: { rateLimitPerMinute: 2 } })
  const metrics = createMetrics(services)
  const statuses = []
  for (let i = 0; i < 4; i++) statuses.push((await app.inject('/api/v1/about')).statusCode)
  expect(statuses.filter((status) => status === 429)).not.toHaveLength(0)
  const refused = (await metrics.read()).match(/^rate_limit_refusals_total\{limit="[\w-]+"\} (\d+)$/m)?.[1]
  expect(Number(refused)).toBe(statuses.filter((status) => status === 429).length)
})

test('policy: Prometheus metrics on a private port, and nowhere else', async () => {
  const { app, metrics } = await startMeasured()
  const server = createMetricsServer(metrics)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const reply = await fetch(`${url}/metrics`)
  expect(reply.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(await reply.text()).toContain('# TYPE http_request_duration_seconds histogram')
  expect((await fetch(url)).status).toBe(404)
  expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404)
  expect((await app.inject('/metrics')).statusCode).toBe(404)
})
