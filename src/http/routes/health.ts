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

/** `/livez` and `/readyz`, for whoever keeps the process running and sends it requests. */
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

/** Something that the service needs. */
export interface ReadinessCheck {
  readonly name: string
  /** Whether most of the service goes on without it, so that its absence is told and does not count. */
  readonly optional?: boolean
  /** Rejects when it is not there. */
  readonly check: () => Promise<void>
}

export interface ReadinessReport {
  readonly ready: boolean
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>
}

export interface Readiness {
  /** By checks that are made once a second at most, however many ask: anybody may, and each check takes a query. */
  check(): Promise<ReadinessReport>
  /** From now on the service is not ready, whatever it needs is there or not: it is about to stop. */
  giveUp(): void
}

/** How long something may take to answer before it counts as away. */
const patienceMs = 2_000
/** How long a result holds, from the beginning of its checks. */
const holdsMs = 1_000

interface ReadinessOptions {
  /** Makes the signal that ends a check. */
  readonly deadline?: (ms: number) => AbortSignal
  /** Milliseconds. The time of day may be set back, and would then keep an old result. */
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
