import type { SharedText } from '../anilist/shared-budget.ts'
import { defineScript, RedisAwayError, type RedisLink } from './redis-link.ts'

/** Gives back the milliseconds since 1970 by the clock of Redis, and the text. */
const read = defineScript(`
local time = redis.call('TIME')
return { time[1] * 1000 + math.floor(time[2] / 1000), redis.call('GET', KEYS[1]) }
`)

/** KEYS: the text. ARGV: what it was, what it is to be, milliseconds to keep it. Gives back whether it still was that. */
const replace = defineScript(`
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
`)

/** Longer than anything in a ledger matters; after that a stopped service leaves nothing behind. */
const keepMs = 20 * 60_000

/** Each failed attempt means that another process succeeded, so this is never reached unless something is wrong. */
const mostAttempts = 200

/** A text in Redis that processes change one after the other, by comparing before they write. */
export function createSharedText(redis: RedisLink, key: string): SharedText {
  return {
    get awaySince() {
      return redis.state.up ? undefined : redis.state.since
    },
    async update(change) {
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        const [now, before] = (await redis.run(read, [key], [])) as [number, string | null]
        const { text, result } = change(before ?? undefined, now)
        const stored = await redis.run(replace, [key], [before ?? '', text, keepMs])
        if (stored === 1) return result
      }
      throw new RedisAwayError('others write all the time')
    },
  }
}
