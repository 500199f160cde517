import { expect, test } from 'vitest'
import { redactText } from './logger.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'

const cases: readonly (readonly [name: string, text: string, redacted: string])[] = [
  ['a web token', `token ${jwt} refused`, 'token [redacted] refused'],
  ['a bearer token', 'authorization of Bearer abc.def-123', 'authorization of Bearer [redacted]'],
  ['basic credentials', 'Basic dXNlcjpwYXNz', 'Basic [redacted]'],
  ['a query', 'GET /api/v1/auth/callback?code=abc&state=def', 'GET /api/v1/auth/callback?[redacted]'],
  [
    'the query of an address',
    'fetch https://a.example/x?token=1 failed',
    'fetch https://a.example/x?[redacted] failed',
  ],
  ['a password in an address', 'postgresql://user:secret@db/name', 'postgresql://[redacted]db/name'],
  ['a named value', 'client_secret=hunter2, retrying', 'client_secret=[redacted], retrying'],
  ['a value in JSON', '{"access_token":"abc","x":1}', '{"access_token":"[redacted]","x":1}'],
  ['a question', 'What now? A = B.', 'What now? A = B.'],
  ['nothing secret', 'The database /data/a.db is full.', 'The database /data/a.db is full.'],
]

test.each(cases)('%s', (_name, text, redacted) => {
  expect(redactText(text)).toBe(redacted)
})
