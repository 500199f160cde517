import { describe, expect, test } from 'vitest'
import { aniListErrorCodes } from '../../src/anilist/errors.ts'
import { problemKinds } from '../../src/http/problem-codes.ts'
import { ApiError } from './api-error.ts'
import { mayShowOldAnswer, type ProblemScreen, screenOf } from './problem-screen.ts'

const failed = (code: string, retryAfterMs?: number) =>
  new ApiError({ code, status: 500, detail: 'words of the server', retryAfterMs })

describe('a scan that failed', () => {
  test.each<[string, ProblemScreen['kind'], number | undefined]>([
    ['anilist-user-not-found', 'not-found', undefined],
    ['anilist-user-private', 'private', undefined],
    ['anilist-disabled', 'anilist-down', 60_000],
    ['anilist-rate-limited', 'anilist-busy', 60_000],
    ['rate-limited', 'too-many', 30_000],
    ['scan-queue-full', 'busy', 15_000],
    ['overloaded', 'busy', 15_000],
    ['scan-timeout', 'too-long', undefined],
    ['offline', 'offline', 30_000],
    ['server-unreachable', 'unreachable', 10_000],
    ['internal-error', 'other', undefined],
  ])('%s has the screen %s', (code, kind, retryAfterMs) => {
    const screen = screenOf(failed(code))
    expect(screen.kind).toBe(kind)
    expect(screen.retryAfterMs).toBe(retryAfterMs)
  })

  test('goes on when the server says', () => {
    expect(screenOf(failed('anilist-disabled', 41_000)).retryAfterMs).toBe(41_000)
    expect(screenOf(failed('anilist-user-private', 41_000)).retryAfterMs).toBeUndefined()
  })

  test('tells what it does not know in the words of the server', () => {
    expect(screenOf(failed('something-new'))).toMatchObject({ kind: 'other', detail: 'words of the server' })
    expect(screenOf(new TypeError('x is undefined')).kind).toBe('other')
  })

  test.each(aniListErrorCodes)('%s is known to the server too', (code) => {
    expect(problemKinds).toHaveProperty([code])
  })

  test('shows an older answer only to those who may see the list', () => {
    expect(mayShowOldAnswer(screenOf(failed('anilist-disabled')))).toBe(true)
    expect(mayShowOldAnswer(screenOf(failed('anilist-user-private')))).toBe(false)
    expect(mayShowOldAnswer(screenOf(failed('anilist-user-not-found')))).toBe(false)
  })
})
