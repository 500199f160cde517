import { expect, test } from 'vitest'
import { aniListErrorCodes } from '../anilist/errors.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'

test.each([
  ['a wrong option', 'usage', 2],
  ['a name that AniList does not know', 'anilist-user-not-found', 3],
  ['a private list', 'anilist-user-private', 3],
  ['an outage', 'anilist-disabled', 4],
  ['too many requests', 'anilist-rate-limited', 4],
  ['no network', 'anilist-unreachable', 4],
  ['a page of HTML in place of an answer', 'anilist-bad-reply', 4],
  ['a wrong value in .env', 'config-invalid', 78],
  ['a full disk', 'disk-full', 1],
  ['what nobody expected', undefined, 1],
])('%s ends with its own status', (_story, code, exit) => {
  expect(exitCodeOf(code)).toBe(exit)
})

test('every way in which AniList may fail was thought of', () => {
  // A bug of ours, or a request that only a person signed in can mend: AniList itself is well.
  const anythingElse = [
    'anilist-not-found',
    'anilist-invalid-token',
    'anilist-bad-request',
    'anilist-too-complex',
  ]
  const decided = [...exitCodes.flatMap(({ codes = [] }) => codes), ...anythingElse]
  expect(aniListErrorCodes.filter((code) => !decided.includes(code))).toEqual([])
})
