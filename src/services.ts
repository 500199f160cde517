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
  /** To AniList, for what no scan reads. */
  readonly anilist: Transport
  /** What one request about relations may ask AniList for at present. */
  readonly relationShape: RelationRequests['shape']
  /** A scan of one's own. */
  scan(request: ScanRequest): Promise<Scan>
  /** Scans that all who ask at the same time share. */
  readonly scanRuns: ScanRuns
  /** For those who search by themselves. */
  readonly relations: RelationLookup
  /** What people want to know of a title when they look at it alone. */
  readonly media: MediaLookup
  /** What instances share; undefined where each is on its own. */
  readonly redis: RedisLink | undefined
  /** How many requests whoever asks may make. */
  readonly limits: RateLimits
  close(): Promise<void>
}

/** What the server works with besides. */
export interface ServerServices extends Services {
  readonly accounts: Accounts
  /** What people have written to their lists. */
  readonly lists: ListAdditions & ListUpdates
  /** Whose turn it is at a list. Stop them before the server stops. */
  readonly listTurns: AccountTurns
  /** What they do not want to be told of. */
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

/** How long the ids of one scan wait for those of others that run, in milliseconds. */
const holdMs = 3_000

/**
 * Wires everything by the configuration and opens the database. Close it in the end.
 *
 * @throws StoreError when the database cannot be used
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
 * As {@link createServices}, with the accounts of the people who sign in, and what these do with their lists.
 *
 * @throws SealError when the keys do not belong to the database
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
  // Loaded only here: a scan from the command line has no use for them.
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

/** What all instances on one Redis have in common. The driver is loaded only where there is one. */
async function shareByRedis(url: string, config: Config, clock: Clock) {
  const [{ connectRedis }, { createSharedText }, { createSharedBudget }] = await Promise.all([
    import('./redis/redis.ts'),
    import('./redis/redis-link.ts'),
    import('./anilist/budget/shared-budget.ts'),
  ])
  const redis = await connectRedis(url)
  const budget = createSharedBudget({
    ...clock,
    // One for each AniList: instances that try things out on a sandbox take nothing from the others.
    shared: createSharedText(redis, `anilist-budget:${new URL(config.anilistApiUrl).host}`),
    perMinute: config.anilistRequestsPerMinute,
    // One less than alone: another process may have sent something in this very moment.
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
 * A list of 11,000 entries, the most that AniList gives, is 14 MB from the sandbox, and would be 30 MB if every title on it had the
 * four relations that titles of real lists have. More would only fill the memory.
 */
const maxReplyBytes = 48 * 2 ** 20

/** The one way to AniList, as the configuration has it. For those who need nothing else; the others get it by {@link createServices}. */
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

/** Who we are, to AniList. */
export function userAgentOf({ publicUrl }: Config): string {
  return `SequelFinderForAniList/${version} (+${publicUrl})`
}
