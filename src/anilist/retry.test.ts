import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../../test/support/virtual-clock.ts'
import { AniListError, type AniListErrorCode } from './errors.ts'
import { backoffMs, retrying } from './retry.ts'

const cause = new Error('test')

/** Runs the outcomes one after another, and returns how it ended and how long it waited. */
async function run(outcomes: readonly (AniListError | Error | 'done')[], options = {}) {
  const clock = createVirtualClock({ startAt: 0 })
  let tries = 0
  const result = await retrying(
    { sleep: clock.sleep, random: () => 0.5, attempts: 4, patienceMs: 180_000, ...options },
    async () => {
      const outcome = outcomes[Math.min(tries++, outcomes.length - 1)]
      if (outcome instanceof Error) throw outcome
      return outcome
    },
  ).catch((error: unknown) => error)
  return { result: result instanceof AniListError ? result.code : result, tries, waitedMs: clock.now() }
}

const failure = (code: AniListErrorCode) => new AniListError(code, { cause })
const refusal = (seconds: number) =>
  new AniListError('anilist-rate-limited', { cause, retryAfterMs: seconds * 1000 })

describe('retrying', () => {
  test.each<[string, (AniListError | 'done')[], { result: string; tries: number; waitedMs: number }]>([
    ['success immediately', ['done'], { result: 'done', tries: 1, waitedMs: 0 }],
    [
      'success after an error',
      [failure('anilist-server-error'), 'done'],
      { result: 'done', tries: 2, waitedMs: 375 },
    ],
    [
      'repeated errors: four times, with doubling pauses',
      [failure('anilist-unreachable')],
      { result: 'anilist-unreachable', tries: 4, waitedMs: 375 + 750 + 1500 },
    ],
    [
      'a permanent error',
      [failure('anilist-bad-request')],
      { result: 'anilist-bad-request', tries: 1, waitedMs: 0 },
    ],
    ['the outage', [failure('anilist-disabled')], { result: 'anilist-disabled', tries: 1, waitedMs: 0 }],
    [
      'refusals do not count as failures',
      [refusal(30), refusal(30), refusal(30), refusal(30), refusal(30), 'done'],
      { result: 'done', tries: 6, waitedMs: 0 },
    ],
    ['too many refusals', [refusal(60)], { result: 'anilist-rate-limited', tries: 4, waitedMs: 0 }],
    [
      'a single refusal for an hour',
      [refusal(3600), 'done'],
      { result: 'anilist-rate-limited', tries: 1, waitedMs: 0 },
    ],
  ])('%s', async (_, outcomes, expected) => {
    expect(await run(outcomes)).toEqual(expected)
  })

  test('rethrows other errors unchanged', async () => {
    const bug = new TypeError('bug')
    expect(await run([bug])).toEqual({ result: bug, tries: 1, waitedMs: 0 })
  })

  test('an abort during a pause rejects with its reason', async () => {
    const signal = AbortSignal.abort(new Error('left'))
    expect(await run([failure('anilist-timeout')], { signal })).toMatchObject({
      result: { message: 'left' },
      tries: 1,
    })
  })

  test.each([
    [1, 250, 500],
    [2, 500, 1000],
    [5, 4000, 8000],
    [60, 4000, 8000],
  ])('the pause after failure %i is between %i and %i ms', (failures, least, most) => {
    expect(backoffMs(failures, () => 0)).toBe(least)
    expect(backoffMs(failures, () => 0.999_999)).toBe(most)
  })
})
