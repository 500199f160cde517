import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { AniListError, aniListErrorCodes, plainCause } from './errors.ts'

describe('AniList errors', () => {
  test.each(aniListErrorCodes)('%s reads as sentences with and without a detail', (code) => {
    for (const detail of ['', 'a detail']) {
      const { message } = new AniListError(code, { cause: new Error('test'), detail })
      expect(message).toMatch(/^[A-Z].*[^ ][.]$/)
      expect(message).not.toMatch(/\(\)|undefined| {2}/)
    }
  })

  test('temporary errors are marked as such', () => {
    const transient = aniListErrorCodes.filter(
      (code) => new AniListError(code, { cause: new Error() }).transient,
    )
    expect(transient).toEqual([
      'anilist-server-error',
      'anilist-bad-reply',
      'anilist-timeout',
      'anilist-unreachable',
    ])
  })

  test('a cause keeps the messages and codes of the whole chain, and drops everything else', () => {
    const inner = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', data: 'secret bytes' })
    const cause = plainCause(new TypeError('fetch failed', { cause: inner }))
    expect([cause.message, cause.code]).toEqual(['fetch failed: read ECONNRESET', 'ECONNRESET'])
    expect(inspect(cause, { depth: Infinity, showHidden: true })).not.toContain('secret')
  })

  test.each([undefined, null, 'text', {}])('a cause that is not an error (%j) adds nothing', (thrown) => {
    expect(plainCause(thrown).message).toBe('unknown')
  })
})
