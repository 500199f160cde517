import { describe, expect, test } from 'vitest'
import { createBreaker } from './breaker.ts'
import { AniListError, type AniListErrorCode } from './errors.ts'

const errorOf = (code: AniListErrorCode) => new AniListError(code, { cause: new Error('test'), status: 1 })

function setUp() {
  const time = { now: 0 }
  const breaker = createBreaker({ now: () => time.now, outageMs: 60_000, failures: 3, pauseMs: 30_000 })
  const end = (outcome?: AniListErrorCode | Error) =>
    breaker.enter()(typeof outcome === 'string' ? errorOf(outcome) : outcome)
  return { time, breaker, end }
}

describe('breaker', () => {
  test('a single outage reply opens it for a minute, with the same code and the time left', () => {
    const { time, breaker, end } = setUp()
    end('anilist-disabled')
    time.now = 20_000
    expect(() => breaker.check()).toThrow(
      expect.objectContaining({
        code: 'anilist-disabled',
        retryAfterMs: 40_000,
        transient: false,
        status: 1,
      }),
    )
    expect(() => breaker.enter()).toThrow('in 40 s')
  })

  test('then lets one probe through, and the rest once it succeeded', () => {
    const { time, breaker, end } = setUp()
    end('anilist-disabled')
    time.now = 60_000
    const endProbe = breaker.enter()
    expect(() => breaker.enter()).toThrow(AniListError)
    endProbe()
    end()
    end()
  })

  test.each<[string, AniListErrorCode | Error, number]>([
    ['the probe meets the outage: another minute', 'anilist-disabled', 60_000],
    ['the probe fails otherwise: the shorter pause', 'anilist-server-error', 30_000],
    ['the probe proves nothing: the next one may try', 'anilist-bad-reply', 0],
    ['the probe is aborted by its caller: the next one may try', new Error('left'), 0],
    ['the probe gets a 404: AniList is back', 'anilist-not-found', 0],
  ])('%s', (_, outcome, pauseMs) => {
    const { time, breaker, end } = setUp()
    end('anilist-disabled')
    time.now = 60_000
    end(outcome)
    if (pauseMs > 0) {
      time.now += pauseMs - 1
      expect(() => breaker.check()).toThrow(AniListError)
      time.now += 1
    }
    breaker.enter()
  })

  test.each<[string, (AniListErrorCode | undefined)[], AniListErrorCode | undefined]>([
    [
      'a run of 5xx',
      ['anilist-server-error', 'anilist-server-error', 'anilist-server-error'],
      'anilist-server-error',
    ],
    [
      'any mixture',
      ['anilist-timeout', 'anilist-server-error', 'anilist-unreachable'],
      'anilist-unreachable',
    ],
    [
      'a run interrupted by a success',
      ['anilist-timeout', 'anilist-timeout', undefined, 'anilist-timeout'],
      undefined,
    ],
    [
      'a run interrupted by a 400',
      ['anilist-timeout', 'anilist-timeout', 'anilist-bad-request', 'anilist-timeout'],
      undefined,
    ],
    [
      '404s',
      ['anilist-not-found', 'anilist-user-not-found', 'anilist-user-private', 'anilist-not-found'],
      undefined,
    ],
    [
      '400s',
      ['anilist-bad-request', 'anilist-too-complex', 'anilist-invalid-token', 'anilist-bad-request'],
      undefined,
    ],
    ['429s', ['anilist-rate-limited', 'anilist-rate-limited', 'anilist-rate-limited'], undefined],
    ['garbled replies', ['anilist-bad-reply', 'anilist-bad-reply', 'anilist-reply-too-large'], undefined],
  ])('what opens it: %s', (_, outcomes, code) => {
    const { breaker, end } = setUp()
    for (const outcome of outcomes) end(outcome)
    if (code) expect(() => breaker.check()).toThrow(expect.objectContaining({ code, retryAfterMs: 30_000 }))
    else breaker.check()
  })

  test('requests in flight when it opened neither close it nor prolong the pause', () => {
    const { time, breaker, end } = setUp()
    const [endEarly, endBadly] = [breaker.enter(), breaker.enter()]
    end('anilist-disabled')
    time.now = 50_000
    endEarly()
    expect(() => breaker.check()).toThrow(AniListError)
    endBadly(errorOf('anilist-disabled'))
    time.now = 60_000
    breaker.check()
  })
})
