import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Services } from '../services.ts'

export interface Metrics {
  /** @param route the pattern, not the requested path, to limit the number of labels and keep names out of them */
  observeRequest(method: string, route: string, status: number, seconds: number): void
  /** In Prometheus text format. */
  read(): Promise<string>
  readonly contentType: string
}

type Watched = Pick<Services, 'scanRuns' | 'budget' | 'anilist' | 'relationShape' | 'limits' | 'redis'>

export function createMetrics(services: Watched): Metrics {
  const { scanRuns, budget, anilist, relationShape, limits, redis } = services
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by route. Event streams count from start to end.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  })
  new Counter({
    name: 'rate_limit_refusals_total',
    help: 'Requests refused by a rate limit, by limit.',
    labelNames: ['limit'],
    registers,
    collect() {
      this.reset()
      for (const [limit, count] of Object.entries(limits.snapshot().refused)) this.inc({ limit }, count)
    },
  })

  const gauges: readonly (readonly [name: string, help: string, read: () => number])[] = [
    ['scan_runs_running', 'Scans in progress.', () => scanRuns.counts().running],
    ['scan_listeners', 'Requests waiting for a scan.', () => scanRuns.counts().listeners],
    ['scan_answers_kept', 'Cached scan answers.', () => scanRuns.counts().answers],
    [
      'anilist_budget_limit',
      'Requests per minute that AniList currently allows, as far as known.',
      () => budget.snapshot().limit,
    ],
    ['anilist_budget_used', 'Requests counted in the current minute.', () => budget.snapshot().used],
    [
      'anilist_callers_waiting',
      'Accounts and addresses with requests waiting for AniList.',
      () => budget.snapshot().callers,
    ],
    [
      'anilist_relation_pages',
      'Aliased pages per request for relations; reduced for an hour after AniList refuses one.',
      () => relationShape().pages,
    ],
    [
      'anilist_relation_levels',
      'Levels of relations per such request: 2, or 1 for an hour after AniList refuses two.',
      () => relationShape().levels,
    ],
    [
      'redis_away',
      '1 while REDIS_URL is set but Redis does not respond: raise an alert.',
      () => (redis?.state.up === false ? 1 : 0),
    ],
    ['anilist_requests_in_flight', 'Requests to AniList in flight.', () => budget.snapshot().inFlight],
  ]
  for (const [name, help, read] of gauges) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  }

  new Gauge({
    name: 'anilist_requests_waiting',
    help: 'Requests waiting for AniList, by class.',
    labelNames: ['class'],
    registers,
    collect() {
      for (const [name, count] of Object.entries(budget.snapshot().waiting)) this.set({ class: name }, count)
    },
  })

  const counters: readonly (readonly [name: string, help: string, read: () => number])[] = [
    ['scans_begun_total', 'Scans started.', () => scanRuns.counts().begun],
    [
      'scans_joined_total',
      'Requests that joined a running scan or got a cached answer.',
      () => scanRuns.counts().joined,
    ],
    [
      'catalogue_hits_total',
      'Media whose relations were in the catalogue.',
      () => scanRuns.counts().cachedMedia,
    ],
    [
      'rate_limit_local_total',
      'Requests counted by this instance alone because Redis was unavailable.',
      () => limits.snapshot().countedLocally,
    ],
    [
      'rate_limit_unavailable_total',
      'Requests refused because Redis was unavailable.',
      () => limits.snapshot().unavailable,
    ],
    ['anilist_requests_total', 'Requests sent to AniList, retries included.', () => anilist.requestCount],
  ]
  for (const [name, help, read] of counters) {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(read())
      },
    })
  }

  return {
    observeRequest: (method, route, status, seconds) => durations.observe({ method, route, status }, seconds),
    read: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

/** Serves `GET /metrics` on a separate port, as metrics are for the operator, not the internet. */
export function createMetricsServer(metrics: Pick<Metrics, 'read' | 'contentType'>): Server {
  return createServer(async (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    const text = await metrics.read()
    response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text)
  })
}
