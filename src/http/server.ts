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
  /** The address it listens on, such as `http://127.0.0.1:8000`. */
  readonly url: string
  /** The address of the metrics, if enabled. */
  readonly metricsUrl: string | undefined
  /**
   * Stops gracefully: accepts no new connections, gives requests eight seconds to end, then stops running scans (their
   * streams just end, so that browsers reconnect to the next instance) and closes. The services stay open.
   */
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly logger: FastifyBaseLogger
  readonly clock?: Clock
}

/** Docker kills a process 10 seconds after asking it to stop. */
const drainMs = 8_000
/** Time for the replies to stopped scans. */
const lastWordsMs = 1_000

/**
 * Starts the HTTP service, and the metrics server if `METRICS_PORT` is set.
 *
 * @throws Node's error if a port is not available, with `code` and `port`
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

/** Waits for a promise, but at most for `ms`. */
async function endsWithin(promise: Promise<unknown>, ms: number, { sleep }: Clock): Promise<void> {
  const waiting = new AbortController()
  const late = sleep(ms, waiting.signal).catch(() => {
    // It ended in time.
  })
  await Promise.race([promise, late])
  waiting.abort()
}
