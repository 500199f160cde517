import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { type Config, loadServerConfig, type ServerConfig } from '../../src/config/config.ts'
import { type AppOptions, buildApp } from '../../src/http/app.ts'
import type { App } from '../../src/http/instance.ts'
import { createLogger } from '../../src/http/logger.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import { createServerServices, type ServerServices } from '../../src/services.ts'
import { secrets } from '../support/secrets.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

/** The HTTP service with a sandbox as AniList, a database in memory and a clock that only tests move. */
export interface Service {
  readonly app: App
  readonly services: ServerServices
  readonly sandbox: Sandbox
  readonly clock: VirtualClock
  readonly config: ServerConfig
  /** Every line logged so far. */
  log(): Record<string, unknown>[]
  rawLog(): string
  /** Opens a port on the loopback address, for what `inject` cannot do. */
  listen(): Promise<string>
  close(): Promise<void>
}

export interface ServiceOptions {
  readonly config?: Partial<Config>
  readonly sandbox?: SandboxOptions
  readonly app?: Partial<AppOptions>
  /** By default one that nothing moves. */
  readonly clock?: VirtualClock
  /** Replaces `fetch` for requests to AniList. */
  readonly fetch?: typeof fetch
  /** Adds routes for a test. */
  readonly extend?: (app: App) => void
}

/** Closed when the test ends. */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const service = await openService(options)
  onTestFinished(service.close)
  return service
}

/** One service for all tests of a file or group that do not change anything. */
export function shareService(options: ServiceOptions = {}): () => Service {
  let service: Service | undefined
  beforeAll(async () => {
    service = await openService(options)
  })
  afterAll(() => service?.close())
  return () => service as Service
}

async function openService(options: ServiceOptions): Promise<Service> {
  const clock = options.clock ?? createVirtualClock({ auto: false })
  const sandbox = await startSandbox({ ...options.sandbox, now: clock.now })
  const config = {
    ...(await loadServerConfig({ env: secrets, folder: import.meta.dirname })),
    databaseUrl: 'sqlite::memory:',
    anilistApiUrl: sandbox.graphqlUrl,
    anilistAuthUrl: sandbox.authorizeUrl,
    anilistTokenUrl: sandbox.tokenUrl,
    anilistClientId: '1',
    anilistClientSecret: 'sandbox',
    // Limits have their own tests.
    rateLimitPerMinute: 1_000_000,
    // A clock that stands still would never let a burst pass.
    anilistRequestsPerMinute: 300,
    ...options.config,
  } as ServerConfig
  const services = await createServerServices(config, {
    clock,
    ...(options.fetch && { fetch: options.fetch }),
  })
  const { lines, destination } = keepLines()
  const logger = createLogger({ level: 'debug', destination })
  const app = await buildApp(services, config, { logger, clock, ...options.app })
  options.extend?.(app)
  return {
    ...{ app, services, sandbox, clock, config },
    log: () => lines.map((line) => JSON.parse(line)),
    rawLog: () => lines.join(''),
    async listen() {
      if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
      return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    },
    async close() {
      services.scanRuns.stop()
      app.server.closeAllConnections()
      await app.close()
      await services.close()
      await sandbox.close()
    },
  }
}

function keepLines(): { lines: string[]; destination: Writable } {
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { lines, destination }
}
