import { type Clock, systemClock } from './anilist/clock.ts'
import { createRateBudget, type RateBudget } from './anilist/rate-budget.ts'
import { RelationLoader } from './anilist/relation-loader.ts'
import { createRelationRequests } from './anilist/relation-requests.ts'
import { createTransport, type Transport } from './anilist/transport.ts'
import { readUserList } from './anilist/user-list.ts'
import type { Config } from './config.ts'
import { createRateLimits, type RateLimits } from './limits/rate-limits.ts'
import type { RedisLink } from './limits/redis.ts'
import { runScan, type Scan, type ScanRequest } from './scan/run-scan.ts'
import { createScanRuns, type ScanRuns } from './scan/scan-runs.ts'
import { type Catalogue, createCatalogue } from './store/catalogue.ts'
import { openStore, type Store } from './store/store.ts'
import { version } from './version.ts'

/** What the command line and the server work with, wired together. */
export interface Services {
  readonly store: Store
  readonly catalogue: Catalogue
  readonly budget: RateBudget
  /** To AniList, for what no scan reads. */
  readonly anilist: Transport
  /** A scan of one's own. */
  scan(request: ScanRequest): Promise<Scan>
  /** Scans that all who ask at the same time share. */
  readonly scanRuns: ScanRuns
  /** What instances share; undefined where each is on its own. */
  readonly redis: RedisLink | undefined
  /** How many requests whoever asks may make. */
  readonly limits: RateLimits
  close(): Promise<void>
}

/** What tests replace. */
export interface ServiceOptions {
  readonly clock?: Clock
  readonly fetch?: typeof fetch
  readonly random?: () => number
  /** Makes the signal that ends an attempt to reach AniList. */
  readonly deadline?: (ms: number) => AbortSignal
}

/** How long the ids of one scan wait for those of others that run, in milliseconds. */
const holdMs = 3_000

/**
 * Wires everything by the configuration and opens the database. Close it in the end.
 *
 * @throws StoreError when the database cannot be used
 */
export async function createServices(config: Config, options: ServiceOptions = {}): Promise<Services> {
  const clock = options.clock ?? systemClock
  const [store, redis] = await Promise.all([
    openStore({ databaseUrl: config.databaseUrl, encryptionKey: config.databaseEncryptionKey }),
    config.redisUrl === undefined ? undefined : connectToRedis(config.redisUrl),
  ])
  const catalogue = createCatalogue({ store, now: clock.now, ttlHours: config.catalogueTtlHours })
  const budget = createRateBudget({ ...clock, perMinute: config.anilistRequestsPerMinute })
  const transport = connectAniList(config, budget, options)
  const relations = new RelationLoader({
    ...createRelationRequests(transport, clock.now),
    keep: (fragment) => catalogue.save(fragment),
    sleep: clock.sleep,
    holdMs,
  })
  const scanServices = {
    readList: readUserList.bind(undefined, transport),
    relations,
    catalogue,
    now: clock.now,
  }
  const scanRuns = createScanRuns({
    ...clock,
    scan: scanServices,
    timeoutMs: config.scanTimeoutSeconds * 1000,
  })
  const limits = createRateLimits({
    perMinute: config.rateLimitPerMinute,
    // The time of day may be set back, and would then keep people out.
    now: options.clock?.now ?? (() => performance.now()),
    redis,
    instances: config.instances,
  })
  return {
    store,
    catalogue,
    budget,
    anilist: transport,
    scan: (request) => runScan(scanServices, request),
    scanRuns,
    redis,
    limits,
    async close() {
      scanRuns.stop()
      redis?.close()
      await store.close()
    },
  }
}

/** Its driver is loaded only where there is a Redis. */
async function connectToRedis(url: string): Promise<RedisLink> {
  const { connectRedis } = await import('./limits/redis.ts')
  return connectRedis(url)
}

/** The one way to AniList, as the configuration has it. For those who need nothing else; the others get it by {@link createServices}. */
export function connectAniList(config: Config, budget: RateBudget, options: ServiceOptions = {}): Transport {
  const { clock = systemClock, ...rest } = options
  return createTransport({
    ...rest,
    ...clock,
    url: config.anilistApiUrl,
    userAgent: `SequelFinderForAniList/${version} (+${config.publicUrl})`,
    referer: config.publicUrl,
    budget,
  })
}
