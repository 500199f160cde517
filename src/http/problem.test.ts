import { expect, test } from 'vitest'
import { AniListError } from '../anilist/errors.ts'
import { HttpError } from './http-error.ts'
import { toProblem } from './problem.ts'

test.each([
  ['an error that knows when', waiting(41_200), 42],
  ['less than a second is one', waiting(3), 1],
  [
    'a header that was given',
    new HttpError('overloaded', 'Too much.', { headers: { 'retry-after': '5' } }),
    5,
  ],
  ['an error that does not know', new HttpError('overloaded', 'Too much.'), undefined],
])('when to ask again stands in the problem as in the header: %s', (_story, error, expected) => {
  const { problem, headers } = toProblem(error, 'request', 'http://localhost')
  expect(problem.retryAfter).toBe(expected)
  expect(headers['retry-after']).toBe(expected?.toString())
})

function waiting(retryAfterMs: number): AniListError {
  return new AniListError('anilist-rate-limited', { cause: new Error('429'), retryAfterMs })
}
