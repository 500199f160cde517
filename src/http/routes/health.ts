import { z } from 'zod'
import { orAborted } from '../../anilist/clock.ts'
import type { App } from '../instance.ts'

const aliveSchema = z.object({ status: z.literal('alive') })

const readySchema = z.object({
  status: z.enum(['ready', 'not-ready']),
  checks: z
    .record(z.string(), z.enum(['ok', 'failed']))
    .describe('One for each thing needed to serve requests'),
})

/** `/livez` and `/readyz`, for process managers and load balancers. */
export function addHealthRoutes(app: App, readiness: Readiness): void {
  app.get('/livez', {
    config: { public: true, limit: 'none' },
    schema: {
      summary: 'Is the process alive?',
      description: 'Responds as long as the process is running. If it does not, restart it.',
      tags: ['health'],
      response: { 200: aliveSchema },
    },
    handler: async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return { status: 'alive' as const }
    },
  })

  app.get('/readyz', {
    config: { public: true, limit: 'none' },
    schema: {
      summary: 'Can it serve requests?',
      description:
        'Not while shutting down, nor while something it needs is unavailable. Send requests elsewhere then.',
      tags: ['health'],
      response: { 200: readySchema, 503: readySchema },
    },
    handler: async (_request, reply) => {
      const { ready, checks } = await readiness.check()
      reply.header('cache-control', 'no-store')
      return reply
        .code(ready ? 200 : 503)
        .send({ status: ready ? ('ready' as const) : ('not-ready' as const), checks })
    },
  })
}

export interface ReadinessCheck {
  readonly name: string
  /** Whether most of the service works without it, so that it is only reported. */
  readonly optional?: boolean
  /** Rejects if it is unavailable. */
  readonly check: () => Promise<void>
}

export interface ReadinessReport {
  readonly ready: boolean
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>
}

export interface Readiness {
  /** Checks at most once a second, as the route is open to everyone and each check sends a query. */
  check(): Promise<ReadinessReport>
  /** Reports not ready from now on, because the server is stopping. */
  giveUp(): void
}

/** How long a check may take before it counts as failed. */
const patienceMs = 2_000
/** How long a result is valid, from the start of its checks. */
const holdsMs = 1_000

interface ReadinessOptions {
  /** Makes the signal that aborts a check. */
  readonly deadline?: (ms: number) => AbortSignal
  /** Milliseconds. If the time of day were set back, an old result would be kept. */
  readonly now?: () => number
}

export function createReadiness(
  checks: readonly ReadinessCheck[],
  { deadline = AbortSignal.timeout, now = () => performance.now() }: ReadinessOptions = {},
): Readiness {
  let stopping = false
  let latest: { readonly since: number; readonly passed: Promise<readonly boolean[]> } | undefined
  let checking = false

  function passes({ check }: ReadinessCheck): Promise<boolean> {
    return orAborted(check(), deadline(patienceMs)).then(
      () => true,
      () => false,
    )
  }

  function passedLately(): Promise<readonly boolean[]> {
    if (latest === undefined || (!checking && now() - latest.since >= holdsMs)) {
      checking = true
      const passed = Promise.all(checks.map(passes)).finally(() => {
        checking = false
      })
      latest = { since: now(), passed }
    }
    return latest.passed
  }

  return {
    async check() {
      const passed = await passedLately()
      return {
        ready: !stopping && checks.every(({ optional = false }, i) => optional || passed[i]),
        checks: Object.fromEntries(checks.map(({ name }, i) => [name, passed[i] ? 'ok' : 'failed'])),
      }
    },
    giveUp() {
      stopping = true
    },
  }
}
