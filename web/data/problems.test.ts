import { describe, expect, test } from 'vitest'
import { problemKinds } from '../../src/http/problem-codes.ts'
import { ApiError } from './api.ts'
import { mayShowOldAnswer, needsSignIn, problemOf, type Reason, type Screen } from './problems.ts'

const failed = (code: string, retryAfterMs?: number) =>
  new ApiError({ code, status: 500, detail: 'words of the server', retryAfterMs })

describe('a scan that failed', () => {
  test.each<[string, Screen, number | undefined]>([
    ['anilist-user-not-found', 'notFound', undefined],
    ['anilist-user-private', 'private', undefined],
    ['anilist-disabled', 'aniListDown', 60_000],
    ['anilist-rate-limited', 'aniListBusy', 60_000],
    ['anilist-reply-too-large', 'tooLarge', undefined],
    ['rate-limited', 'tooMany', 30_000],
    ['scan-queue-full', 'busy', 15_000],
    ['overloaded', 'busy', 15_000],
    ['scan-timeout', 'tooLong', undefined],
    ['scan-stopped', 'restarting', 5_000],
    ['database-locked', 'database', 60_000],
    ['disk-full', 'database', 60_000],
    ['offline', 'offline', 30_000],
    ['server-unreachable', 'unreachable', 10_000],
    ['internal-error', 'other', undefined],
  ])('%s has the screen %s', (code, screen, retryAfterMs) => {
    const problem = problemOf(failed(code))
    expect([problem.screen, problem.retryAfterMs]).toEqual([screen, retryAfterMs])
  })

  const comeBackLater = Object.entries(problemKinds).filter(([, { retryAfter }]) => retryAfter !== undefined)
  test.each(comeBackLater)('%s counts down for as long as the server says', (code) => {
    expect(problemOf(failed(code, 41_000)).retryAfterMs).toBe(41_000)
  })

  test('counts down for what is unknown too, where the server says when to come back', () => {
    expect(problemOf(failed('something-new', 41_000)).retryAfterMs).toBe(41_000)
    expect(problemOf(failed('anilist-user-private', 41_000)).retryAfterMs).toBeUndefined()
  })

  test('tells what it does not know in the words of the server', () => {
    expect(problemOf(failed('something-new'))).toMatchObject({
      screen: 'other',
      detail: 'words of the server',
    })
    expect(problemOf(new TypeError('x is undefined')).screen).toBe('other')
  })

  test('shows an older answer only to those who may see the list', () => {
    expect(mayShowOldAnswer(problemOf('anilist-disabled'))).toBe(true)
    expect(mayShowOldAnswer(problemOf('anilist-user-private'))).toBe(false)
    expect(mayShowOldAnswer(problemOf('anilist-user-not-found'))).toBe(false)
  })
})

test.each<[string, Reason, isFinal: boolean, isPassing: boolean]>([
  ['media-not-found', 'gone', true, false],
  ['media-not-anime', 'gone', true, false],
  ['entry-made-elsewhere', 'raced', true, false],
  ['anilist-bad-request', 'refused', true, false],
  ['addition-undone', 'other', true, false],
  ['addition-unfinished', 'other', false, false],
  ['additions-full', 'additionsFull', false, false],
  ['anilist-disabled', 'aniListDown', false, false],
  ['offline', 'offline', false, false],
  ['list-busy', 'listBusy', false, true],
  ['list-writes-stopped', 'listBusy', false, true],
  ['rate-limited', 'tooMany', false, true],
  ['overloaded', 'serverBusy', false, true],
  ['server-unreachable', 'unreachable', false, true],
])('a write that failed: %s', (code, reason, isFinal, isPassing) => {
  const { final = false, passing = false, ...problem } = problemOf(code)
  expect([problem.reason, final, passing]).toEqual([reason, isFinal, isPassing])
})

test.each([
  ['session-ended', true],
  ['sign-in-required', true],
  ['anilist-not-connected', true],
  ['anilist-invalid-token', true],
  ['sealed-damaged', true],
  ['anilist-disabled', false],
  ['csrf-token-invalid', false],
])('whether only a new sign-in helps: %s, %s', (code, expected) => {
  expect(needsSignIn(problemOf(code))).toBe(expected)
})
