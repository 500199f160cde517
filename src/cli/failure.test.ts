import { describe, expect, test } from 'vitest'
import { ConfigError } from '../config/errors.ts'
import { CommandError, describeFailure, formatFailure, formatTrace } from './failure.ts'

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
      'error: ENOSPC: no space left on device. To see where, run it again with DEBUG=1. (unexpected)',
    ],
    [
      'an error of PostgreSQL, whose code is not ours',
      Object.assign(new Error('syntax error'), { code: '42601' }),
      'error: syntax error. To see where, run it again with DEBUG=1. (unexpected)',
    ],
    [
      'something thrown that is no error',
      'out of cheese',
      'error: out of cheese. To see where, run it again with DEBUG=1. (unexpected)',
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
