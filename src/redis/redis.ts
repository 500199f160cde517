import { Redis } from 'ioredis'
import { defineScript, RedisAwayError, type RedisLink, type RedisState, type Script } from './redis-link.ts'

export interface RedisOptions {
  readonly now?: () => number
  /** How long a command may take. Redis needs less than a millisecond; this is for networks and machines that hiccup. */
  readonly commandTimeoutMs?: number
}

/** A request waits for no more than one command that is not answered, and is to have its reply within two seconds. */
const defaultCommandTimeoutMs = 1_000
const connectTimeoutMs = 1_000
/** While Redis is away it is looked for as often as this. */
const probeEveryMs = 250
/** A connection on which so many looks in a row were not answered may be dead without having been told so. */
const deafProbes = 3

/** Writes, so that a Redis that is full or has become a replica counts as away: it could not count requests either. */
const probe = defineScript(`return redis.call('SET', KEYS[1], '1', 'PX', 1000)`)

/** What all our keys begin with. Instances that are not to share anything take another database number in REDIS_URL. */
const keyPrefix = 'sequel-finder:'

/**
 * Connects to Redis and resolves once it answers, or is found to be away: that is no reason not to start.
 *
 * @param url `redis://…` or `rediss://…`
 */
export async function connectRedis(url: string, options: RedisOptions = {}): Promise<RedisLink> {
  const { now = Date.now, commandTimeoutMs = defaultCommandTimeoutMs } = options
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    // Only cleans up: `within` is what callers wait for.
    commandTimeout: 2 * commandTimeoutMs,
    // By default commands wait in a queue, for seconds, for a Redis that is gone.
    enableOfflineQueue: false,
    // A script that was under way when the connection broke may have run: sent again, it would count twice. These
    // two go together: with one retry allowed and nothing sent again, it would wait for nothing.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 50, probeEveryMs),
  })
  const listeners = new Set<(state: RedisState) => void>()
  let state: RedisState = { up: false, since: now(), reason: 'not connected yet' }
  /** What kept the connection from coming about, as far as it is known. */
  let obstacle = ''
  let failedProbes = 0
  let looking: Promise<void> | undefined
  let closed = false

  function change(up: boolean, reason = ''): void {
    if (state.up === up || closed) return
    state = { up, since: now(), reason }
    for (const listener of listeners) listener(state)
  }

  function evaluate(...call: Parameters<RedisLink['run']>): Promise<unknown> {
    return within(commandTimeoutMs, send(...call))
  }

  async function send({ lua, sha }: Script, keys: readonly string[], args: readonly (string | number)[]) {
    const rest = [...keys.map((key) => keyPrefix + key), ...args]
    try {
      return await redis.evalsha(sha, keys.length, ...rest)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      return await redis.eval(lua, keys.length, ...rest)
    }
  }

  async function run(...call: Parameters<RedisLink['run']>): Promise<unknown> {
    check()
    try {
      return await evaluate(...call)
    } catch (error) {
      const reason = reasonOf(error)
      change(false, reason)
      throw new RedisAwayError(reason, { cause: error })
    }
  }

  function look(): Promise<void> {
    looking ??= lookNow().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function lookNow(): Promise<void> {
    try {
      await evaluate(probe, ['probe'], [])
      failedProbes = 0
      obstacle = ''
      change(true)
    } catch (error) {
      if (!state.up) state = { ...state, reason: obstacle || reasonOf(error) }
      failedProbes++
      if (failedProbes % deafProbes === 0 && redis.status === 'ready') redis.disconnect(true)
    }
  }

  redis.on('ready', look)
  redis.on('close', () => change(false, 'the connection was lost'))
  redis.on('error', (error) => {
    obstacle = reasonOf(error)
  })
  const timer = setInterval(() => {
    if (!state.up) void look()
  }, probeEveryMs)
  timer.unref()

  await redis.connect().catch(() => {})
  await look()

  function check(): void {
    if (!state.up) throw new RedisAwayError(state.reason)
  }

  return {
    run,
    check,
    get state() {
      return state
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closed = true
      clearInterval(timer)
      redis.disconnect()
    },
  }
}

/**
 * Fails when `ms` milliseconds have passed. Whoever was held up himself must not blame Redis for it: what has arrived
 * meanwhile is read first.
 */
function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => setImmediate(() => reject(new Error('timed out'))), ms)
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Names only: a message of the driver may hold the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined) return code
  if (/timed out/.test(error.message)) return 'timed out'
  if (/closed|writeable/.test(error.message)) return 'not connected'
  return /^[A-Z]{3,}\b/.exec(error.message)?.[0] ?? error.name
}
