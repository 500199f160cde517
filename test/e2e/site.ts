import { afterAll, beforeAll, inject, onTestFinished } from 'vitest'
import { type Config, loadServerConfig, type ServerConfig } from '../../src/config/config.ts'
import { buildApp } from '../../src/http/app.ts'
import { createLogger } from '../../src/http/logger.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import { createServerServices, type ServerServices } from '../../src/services.ts'
import { freePort } from '../support/free-port.ts'
import { secrets } from '../support/secrets.ts'

/** A whole instance: the built page, the service, and a sandbox for AniList, in real time. */
export interface Site {
  /** The public URL. */
  readonly url: string
  readonly sandbox: Sandbox
  readonly services: ServerServices
  /** Stops the service at once, like a kill; the sandbox stays. */
  stop(): Promise<void>
  /**
   * Starts it again at the same address, with empty memory.
   *
   * @param webPage the folder of another build of the page
   */
  start(webPage?: string): Promise<void>
}

export interface SiteOptions {
  readonly config?: Partial<Config>
  readonly sandbox?: SandboxOptions
}

/** One site for all tests of a file. */
export function shareSite(options: SiteOptions = {}): () => Site {
  let site: Site | undefined
  beforeAll(async () => {
    site = await openSite(options)
  })
  afterAll(async () => {
    await site?.stop()
    await site?.sandbox.close()
  })
  return () => site as Site
}

/** A site for a single test. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const site = await openSite(options)
  onTestFinished(async () => {
    await site.stop()
    await site.sandbox.close()
  })
  return site
}

/** All pages read lists from the same address here. AniList's allowance has tests of its own. */
const plenty: SandboxOptions = { limit: 10_000, burst: 1_000 }

async function openSite(options: SiteOptions): Promise<Site> {
  const [sandbox, port] = await Promise.all([startSandbox({ ...plenty, ...options.sandbox }), freePort()])
  const url = `http://localhost:${port}`
  const config = {
    ...(await loadServerConfig({ env: secrets, folder: import.meta.dirname })),
    publicUrl: url,
    corsOrigins: [],
    databaseUrl: 'sqlite::memory:',
    anilistApiUrl: sandbox.graphqlUrl,
    anilistAuthUrl: sandbox.authorizeUrl,
    anilistTokenUrl: sandbox.tokenUrl,
    anilistRedirectUri: `${url}/api/v1/auth/callback`,
    anilistClientId: '1',
    anilistClientSecret: 'sandbox',
    // Limits have tests of their own.
    rateLimitPerMinute: 1_000_000,
    demoUsers: ['casual', 'completionist', 'collector'],
    ...options.config,
  } as ServerConfig
  const logger = createLogger({ level: 'silent' })

  const start = async (webPage = inject('webPage')) => {
    const services = await createServerServices(config)
    const app = await buildApp(services, config, { logger, webPage })
    await app.listen({ host: '127.0.0.1', port })
    return { services, app }
  }
  let running = await start()
  return {
    url,
    sandbox,
    get services() {
      return running.services
    },
    async stop() {
      const { services, app } = running
      app.server.closeAllConnections()
      services.scanRuns.stop()
      services.listTurns.stop()
      await app.close()
      await services.close()
    },
    async start(webPage) {
      running = await start(webPage)
    },
  }
}
