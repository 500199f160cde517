import { Redis } from 'ioredis'
import { defineScript, RedisAwayError, type RedisLink, type RedisState, type Script } from './redis-link.ts'

export interface RedisOptions {
  readonly now?: () => number
  /** Redis needs less than a millisecond; the rest is for network and machine hiccups. */
  readonly commandTimeoutMs?: number
}

/** A request waits for at most one unanswered command, and should be answered within two seconds. */
const defaultCommandTimeoutMs = 1_000
const connectTimeoutMs = 1_000
/** How often to look for Redis while it is away. */
const probeEveryMs = 250
/** After this many unanswered probes in a row, the connection may be dead without notice, so it is replaced. */
const deafProbes = 3

/** Writes, because a Redis that is full or has become a replica could not count requests either. */
const probe = defineScript(`return redis.call('SET', KEYS[1], '1', 'PX', 1000)`)

/** Prefix of all our keys. Instances that should not share anything use different database numbers in REDIS_URL. */
const keyPrefix = 'sequel-finder:'

/**
 * Connects to Redis and resolves once it answers or is found to be away, which does not prevent starting.
 *
 * @param url `redis://…` or `rediss://…`
 */
export async function connectRedis(url: string, options: RedisOptions = {}): Promise<RedisLink> {
  const { now = Date.now, commandTimeoutMs = defaultCommandTimeoutMs } = options
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    // Only for cleanup: callers are timed out by `within`.
    commandTimeout: 2 * commandTimeoutMs,
    // By default commands queue for seconds while Redis is away.
    enableOfflineQueue: false,
    // A script in flight when the connection broke may have run; sent again, it would count twice. Both options are
    // needed: with a retry allowed but nothing resent, the command would hang.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 50, probeEveryMs),
  })
  const listeners = new Set<(state: RedisState) => void>()
  let state: RedisState = { up: false, since: now(), reason: 'not connected yet' }
  /** The last connection error. */
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

/** Rejects after `ms` milliseconds. If this process was blocked, replies that arrived meanwhile are read first. */
function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => setImmediate(() => reject(new Error('timed out'))), ms)
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Only names and codes: driver messages may contain the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined) return code
  if (/timed out/.test(error.message)) return 'timed out'
  if (/closed|writeable/.test(error.message)) return 'not connected'
  return /^[A-Z]{3,}\b/.exec(error.message)?.[0] ?? error.name
}
