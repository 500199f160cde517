import { describe, expect, test } from 'vitest'
import { aniListErrorCodes } from '../anilist/errors.ts'
import { ConfigError } from '../config/errors.ts'
import {
  CommandError,
  describeFailure,
  exitCodeOf,
  exitCodes,
  formatFailure,
  formatTrace,
} from './failure.ts'

describe('a failure in one line', () => {
  test.each([
    [
      'an expected error',
      new CommandError('port-in-use', 'Port 80 is taken.'),
      'error: Port 80 is taken. (port-in-use)',
    ],
    [
      'two problems, told one by one',
      new ConfigError(['A must be 1.', 'B must be 2.']),
      'error: A must be 1. (config-invalid)\nerror: B must be 2. (config-invalid)',
    ],
    [
      'a message of several lines, with an escape sequence in it',
      new CommandError('usage', 'one\ntwo\u001b[31m\u2028three'),
      'error: one two [31m three (usage)',
    ],
    [
      'an error of Node, whose code is not ours',
      Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }),
      'error: ENOSPC: no space left on device. Run it again with DEBUG=1 to see where. (unexpected)',
    ],
    [
      'an error of PostgreSQL, whose code is not ours',
      Object.assign(new Error('syntax error'), { code: '42601' }),
      'error: syntax error. Run it again with DEBUG=1 to see where. (unexpected)',
    ],
    [
      'something thrown that is no error',
      'out of cheese',
      'error: out of cheese. Run it again with DEBUG=1 to see where. (unexpected)',
    ],
  ])('%s', (_story, thrown, line) => {
    expect(formatFailure(describeFailure(thrown))).toBe(line)
  })

  test('the trace goes down to the cause', () => {
    const cause = new Error('the disk')
    expect(formatTrace(new CommandError('a', 'the file', { cause }))).toMatch(
      /^CommandError: the file.* at .*\ncaused by: Error: the disk/s,
    )
  })
})

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
