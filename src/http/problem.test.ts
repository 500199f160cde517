import { describe, expect, test } from 'vitest'
import { AniListError, aniListErrorCodes } from '../anilist/errors.ts'
import { ScanError } from '../scan/run-scan.ts'
import { StoreError } from '../store/store-error.ts'
import { HttpError, toProblem } from './problem.ts'
import { problemKinds } from './problem-codes.ts'
import { problemSchema } from './schemas/problem.ts'

const cause = new Error('10.0.0.5:5432 refused hunter2')
const problemOf = (error: unknown) => toProblem(error, 'request-1', 'https://example.org')

describe('an error that has a code of ours', () => {
  test.each(aniListErrorCodes)('%s keeps it, and has a status', (code) => {
    const { problem, expected } = problemOf(new AniListError(code, { cause }))
    expect(problem).toMatchObject({
      code,
      type: `https://example.org/docs/problems#${code}`,
      requestId: 'request-1',
    })
    expect(problemSchema.parse(problem).status).toBe(problemKinds[code]?.status)
    expect(expected).toBe(true)
  })

  const errors: readonly (readonly [name: string, error: Error, status: number, code: string])[] = [
    [
      'of a database',
      new StoreError('database-unreachable', 'db.internal:5432', { cause }),
      503,
      'database-unreachable',
    ],
    ['of a scan', new ScanError('scan-timeout'), 504, 'scan-timeout'],
    ['of the service', new HttpError('body-too-large', 'too large'), 413, 'body-too-large'],
  ]
  test.each(errors)('%s keeps it', (_name, error, status, code) => {
    expect(problemOf(error).problem).toMatchObject({ status, code })
  })

  test('tells nothing of hosts, paths and causes', () => {
    const { problem } = problemOf(new StoreError('database-unreachable', 'db.internal:5432', { cause }))
    expect(JSON.stringify(problem)).not.toMatch(/internal|5432|hunter2/)
  })

  const waiting = (retryAfterMs: number) => new AniListError('anilist-rate-limited', { cause, retryAfterMs })
  const waits: readonly (readonly [name: string, error: Error, seconds: number | undefined])[] = [
    ['an error that knows', waiting(41_200), 42],
    ['less than a second is one', waiting(3), 1],
    ['no time at all is one', waiting(0), 1],
    ['a header', new HttpError('overloaded', 'Too much.', { headers: { 'retry-after': '5' } }), 5],
    ['an error that does not know', new HttpError('overloaded', 'Too much.'), undefined],
    ['an error of a kind that passes within a while', new ScanError('scan-queue-full'), 60],
  ]
  test.each(waits)('says when to ask again in the header and in the problem: %s', (_name, error, seconds) => {
    const { problem, headers } = problemOf(error)
    expect(problem.retryAfter).toBe(seconds)
    expect(headers['retry-after']).toBe(seconds?.toString())
  })

  test('brings its own headers', () => {
    const error = new HttpError('method-not-allowed', 'no', { headers: { allow: 'GET' } })
    expect(problemOf(error).headers).toEqual({ allow: 'GET' })
  })
})

describe('any other error', () => {
  const strange: readonly (readonly [name: string, thrown: unknown])[] = [
    ['without a code', new Error('hunter2')],
    ['with a code of a driver', Object.assign(new Error('hunter2'), { code: 'SQLITE_CONSTRAINT' })],
    [
      'with a code that names a property of objects',
      Object.assign(new Error('hunter2'), { code: 'constructor' }),
    ],
    [
      'with headers of its own',
      Object.assign(new Error('hunter2'), { headers: { 'set-cookie': 'hunter2' } }),
    ],
    ['that claims to be a client error', Object.assign(new Error('hunter2'), { statusCode: 418 })],
    ['that is none', 'hunter2'],
    ['that is nothing', undefined],
    ['that is null', null],
  ]
  test.each(strange)('%s is internal, and tells nothing', (_name, thrown) => {
    const reply = problemOf(thrown)
    expect(reply.problem).toMatchObject({ status: 500, code: 'internal-error' })
    expect(JSON.stringify(reply)).not.toContain('hunter2')
    expect(reply.expected).toBe(false)
  })
})

test('every code is in words with dashes, and has a status that means failure', () => {
  for (const [code, { status, title }] of Object.entries(problemKinds)) {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    expect(title).not.toBe('')
  }
})
