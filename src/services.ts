import { randomUUID } from 'node:crypto'
import type { Accounts } from './accounts/accounts.ts'
import { createRateBudget, type RateBudget } from './anilist/budget/rate-budget.ts'
import { type Clock, systemClock } from './anilist/clock.ts'
import { readMediaDetails } from './anilist/media-details.ts'
import { RelationLoader } from './anilist/relation-loader.ts'
import { readsOf } from './anilist/relation-pages.ts'
import { createRelationRequests, type RelationRequests } from './anilist/relation-requests.ts'
import { readTokenOwner } from './anilist/token-owner.ts'
import { createTransport, type Transport } from './anilist/transport.ts'
import { readUserList } from './anilist/user-list.ts'
import type { Config, ServerConfig } from './config/config.ts'
import { allowOutbound } from './config/outbound.ts'
import { Hints } from './core/hints.ts'
import { sequelPairs } from './core/sequel-pairs.ts'
import { createRateLimits, type RateLimits } from './limits/rate-limits.ts'
import type { AccountTurns } from './lists/account-turns.ts'
import type { Ignores } from './lists/ignores.ts'
import type { ListAdditions } from './lists/list-additions.ts'
import type { ListUpdates } from './lists/list-updates.ts'
import type { RedisLink } from './redis/redis-link.ts'
import { createMediaLookup, type MediaLookup } from './scan/media-lookup.ts'
import { createRelationLookup, type RelationLookup } from './scan/relation-lookup.ts'
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
  /** For AniList requests outside scans. */
  readonly anilist: Transport
  /** The current size and depth of relation requests to AniList. */
  readonly relationShape: RelationRequests['shape']
  /** Runs an independent scan. */
  scan(request: ScanRequest): Promise<Scan>
  /** Scans shared by everyone who asks for the same one at the same time. */
  readonly scanRuns: ScanRuns
  /** Relations for browsers that search themselves. */
  readonly relations: RelationLookup
  /** Details of a single title. */
  readonly media: MediaLookup
  /** Shared between instances; undefined for an instance on its own. */
  readonly redis: RedisLink | undefined
  readonly limits: RateLimits
  close(): Promise<void>
}

/** The server's additional services. */
export interface ServerServices extends Services {
  readonly accounts: Accounts
  readonly lists: ListAdditions & ListUpdates
  /** Stop these before the server stops. */
  readonly listTurns: AccountTurns
  readonly ignores: Ignores
}

/** What tests replace. */
export interface ServiceOptions {
  readonly clock?: Clock
  readonly fetch?: typeof fetch
  readonly random?: () => number
  /** Makes the signal that ends an attempt to reach AniList. */
  readonly deadline?: (ms: number) => AbortSignal
}

/** How long one scan's ids wait to share a request with those of other running scans, in milliseconds. */
const holdMs = 3_000

/**
 * Wires everything up by the configuration and opens the database. Call `close` at the end.
 *
 * @throws StoreError if the database cannot be used
 */
export async function createServices(config: Config, options: ServiceOptions = {}): Promise<Services> {
  const clock = options.clock ?? systemClock
  const store = await openStore(config)
  const shared =
    config.redisUrl === undefined ? undefined : await shareByRedis(config.redisUrl, config, clock)
  const redis = shared?.redis
  const catalogue = createCatalogue({ store, now: clock.now, ttlHours: config.catalogueTtlHours })
  const budget = shared?.budget ?? createRateBudget({ ...clock, perMinute: config.anilistRequestsPerMinute })
  const transport = connectAniList(config, budget, options)
  const hints = new Hints({ recall: catalogue.recall, pairs: sequelPairs })
  const relationRequests = createRelationRequests(transport, clock.now)
  const loader = new RelationLoader({
    ...{ ...relationRequests, hints },
    async keep(reply) {
      const reads = readsOf(reply)
      hints.learn(reply.hints, reads.expansions.keys())
      await catalogue.save(reads)
    },
    sleep: clock.sleep,
    holdMs,
  })
  const scanServices = {
    readList: readUserList.bind(undefined, transport),
    relations: loader,
    catalogue,
    now: clock.now,
  }
  const scanRuns = createScanRuns({
    ...clock,
    scan: scanServices,
    timeoutMs: config.scanTimeoutSeconds * 1000,
  })
  const media = createMediaLookup({
    isKnown: catalogue.has,
    read: (id, asked) => readMediaDetails(transport, id, { attempts: 2, ...asked }),
    now: clock.now,
    ttlHours: config.catalogueTtlHours,
  })
  const limits = createRateLimits({
    perMinute: config.rateLimitPerMinute,
    // The time of day may be set back, and would then keep callers locked out.
    now: options.clock?.now ?? (() => performance.now()),
    redis,
    instances: config.instances,
  })
  return {
    store,
    catalogue,
    budget,
    anilist: transport,
    relationShape: relationRequests.shape,
    scan: (request) => runScan(scanServices, request),
    scanRuns,
    relations: createRelationLookup({ relations: loader, catalogue, now: clock.now }),
    media,
    redis,
    limits,
    async close() {
      scanRuns.stop()
      await shared?.close()
      await store.close()
    },
  }
}

/**
 * Like {@link createServices}, with accounts and list writes.
 *
 * @throws SealError if the keys do not belong to the database
 */
export async function createServerServices(
  config: ServerConfig,
  options: ServiceOptions = {},
): Promise<ServerServices> {
  const services = await createServices(config, options)
  try {
    const accounts = await connectAccounts(services, config, options)
    const writes = await connectLists(services, accounts, options)
    return {
      ...{ ...services, accounts, ...writes },
      async close() {
        writes.listTurns.stop()
        await services.close()
      },
    }
  } catch (error) {
    await services.close()
    throw error
  }
}

async function connectAccounts(
  { store, anilist }: Services,
  config: ServerConfig,
  { clock = systemClock, fetch }: ServiceOptions,
): Promise<Accounts> {
  // Loaded lazily: a scan from the command line does not need them.
  const [{ openAccounts }, { createAniListOauth }, { exportAdditions }, { exportIgnored }] =
    await Promise.all([
      import('./accounts/accounts.ts'),
      import('./accounts/sign-in/anilist-oauth.ts'),
      import('./lists/list-additions.ts'),
      import('./lists/ignores.ts'),
    ])
  const { anilistClientId: clientId, anilistClientSecret: clientSecret } = config
  const isClient = clientId !== undefined && clientSecret !== undefined
  return openAccounts({
    store,
    environment: config.appEnv,
    publicUrl: config.publicUrl,
    secretKey: config.secretKey,
    jwtKeys: config.jwtSecretKey,
    expireMinutes: config.accessTokenExpireMinutes,
    tokenEncryptionKeys: config.tokenEncryptionKeys,
    oauth: isClient
      ? createAniListOauth({
          clientId,
          clientSecret,
          redirectUri: config.anilistRedirectUri ?? `${config.publicUrl}/api/v1/auth/callback`,
          authUrl: config.anilistAuthUrl,
          tokenUrl: config.anilistTokenUrl,
          userAgent: userAgentOf(config),
          now: clock.now,
          fetch: allowOutbound(config, fetch),
        })
      : undefined,
    readTokenOwner: (token) => readTokenOwner(anilist, token, { attempts: 2 }),
    sections: {
      listAdditions: (accountId) => exportAdditions(store, accountId),
      ignored: (accountId) => exportIgnored(store, accountId, clock.now()),
    },
    ...clock,
  })
}

async function connectLists(
  { store, anilist, scanRuns }: Services,
  { connections, watch }: Accounts,
  { clock = systemClock, random }: ServiceOptions,
): Promise<Pick<ServerServices, 'lists' | 'listTurns' | 'ignores'>> {
  const [
    { createAccountTurns },
    { createListAdditions, createWriteAs },
    { createListUpdates },
    { createIgnores },
  ] = await Promise.all([
    import('./lists/account-turns.ts'),
    import('./lists/list-additions.ts'),
    import('./lists/list-updates.ts'),
    import('./lists/ignores.ts'),
  ])
  const turns = createAccountTurns({ ...clock, store, during: watch.during })
  const parts = {
    ...{ store, turns, transport: anilist, now: clock.now, onChange: scanRuns.forget },
    writeAs: createWriteAs({ ...clock, random, withToken: connections.withToken }),
  }
  return {
    lists: { ...createListAdditions(parts), ...createListUpdates(parts) },
    ignores: createIgnores({ store, now: clock.now }),
    listTurns: turns,
  }
}

/** What all instances on one Redis share. The driver is only loaded when needed. */
async function shareByRedis(url: string, config: Config, clock: Clock) {
  const [{ connectRedis }, { createSharedText }, { createSharedBudget }] = await Promise.all([
    import('./redis/redis.ts'),
    import('./redis/redis-link.ts'),
    import('./anilist/budget/shared-budget.ts'),
  ])
  const redis = await connectRedis(url)
  const budget = createSharedBudget({
    ...clock,
    // One for each AniList host, so that instances testing against a sandbox do not use up the others' budget.
    shared: createSharedText(redis, `anilist-budget:${new URL(config.anilistApiUrl).host}`),
    perMinute: config.anilistRequestsPerMinute,
    // One less than for a single process: another may have just sent a request.
    burst: 4,
    instances: config.instances,
    processId: randomUUID(),
  })
  return {
    redis,
    budget,
    async close() {
      await budget.stop()
      redis.close()
    },
  }
}

/**
 * A list of 11,000 entries, the most that AniList returns, is 14 MB from the sandbox, and would be 30 MB with the four
 * relations per title that real lists have. Larger replies would only fill the memory.
 */
const maxReplyBytes = 48 * 2 ** 20

/** The only connection to AniList. Used alone where nothing else is needed; otherwise see {@link createServices}. */
export function connectAniList(config: Config, budget: RateBudget, options: ServiceOptions = {}): Transport {
  const { clock = systemClock, fetch, ...rest } = options
  return createTransport({
    ...rest,
    fetch: allowOutbound(config, fetch),
    ...clock,
    url: config.anilistApiUrl,
    userAgent: userAgentOf(config),
    referer: config.publicUrl,
    maxReplyBytes,
    budget,
  })
}

/** The User-Agent that identifies us to AniList. */
export function userAgentOf({ publicUrl }: Config): string {
  return `SequelFinderForAniList/${version} (+${publicUrl})`
}
