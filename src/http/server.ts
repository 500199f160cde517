import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import { type Clock, systemClock } from '../anilist/clock.ts'
import type { Config } from '../config/config.ts'
import type { ServerServices } from '../services.ts'
import { buildApp, readinessChecks } from './app.ts'
import { createMetrics, createMetricsServer } from './metrics.ts'
import { findWebPage } from './plugins/web-page.ts'
import { createReadiness } from './routes/health.ts'

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:8000`. */
  readonly url: string
  /** Where its metrics are, where they are wanted. */
  readonly metricsUrl: string | undefined
  /**
   * Stops without cutting anyone off who can be served in time: takes no new connections, lets requests end for
   * eight seconds, then ends scans that still run (streams just end, so that browsers connect to the next instance) and
   * closes. The services stay open.
   */
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly logger: FastifyBaseLogger
  readonly clock?: Clock
}

/** Docker kills 10 seconds after it asked to stop. */
const drainMs = 8_000
/** For replies to scans that were ended. */
const lastWordsMs = 1_000

/**
 * Starts the HTTP service, and the metrics beside it where `METRICS_PORT` is set.
 *
 * @throws Node's own error where a port cannot be had, with `code` and `port`
 */
export async function startServer(
  services: ServerServices,
  config: Config,
  options: ServerOptions,
): Promise<RunningServer> {
  const { logger, clock = systemClock } = options
  const readiness = createReadiness(readinessChecks(services))
  const metrics = config.metricsPort === undefined ? undefined : createMetrics(services)
  const metricsServer = metrics && createMetricsServer(metrics)
  const app = await buildApp(services, config, { logger, readiness, metrics, clock, webPage: findWebPage() })
  await app.listen({ host: config.host, port: config.port })
  try {
    if (metricsServer) await listen(metricsServer, config.metricsHost, config.metricsPort ?? 0)
  } catch (error) {
    await app.close()
    throw error
  }

  return {
    url: urlOf(app.server),
    metricsUrl: metricsServer && `${urlOf(metricsServer)}/metrics`,
    async stop() {
      readiness.giveUp()
      const closed = app.close()
      await endsWithin(closed, drainMs, clock)
      services.scanRuns.stop()
      services.listTurns.stop()
      await endsWithin(closed, lastWordsMs, clock)
      app.server.closeAllConnections()
      await closed
      metricsServer?.closeAllConnections()
      metricsServer?.close()
    },
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

/** Waits until the promise is kept, but no longer than that. */
async function endsWithin(promise: Promise<unknown>, ms: number, { sleep }: Clock): Promise<void> {
  const waiting = new AbortController()
  const late = sleep(ms, waiting.signal).catch(() => {
    // It ended in time.
  })
  await Promise.race([promise, late])
  waiting.abort()
}
