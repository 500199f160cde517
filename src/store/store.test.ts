import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { parseDatabaseUrl } from './store.ts'

test.each([
  ['a relative path', 'sqlite:data/app.db', 'sqlite', 'data/app.db'],
  ['an absolute path', 'sqlite:/var/lib/app.db', 'sqlite', '/var/lib/app.db'],
  ['an absolute path behind slashes', 'sqlite:///var/lib/app.db', 'sqlite', '/var/lib/app.db'],
  ['memory', 'sqlite::memory:', 'sqlite', ':memory:'],
  [
    'a server',
    'postgresql://me:hunter2@db.example:5433/app',
    'postgresql',
    'postgresql://db.example:5433/app',
  ],
  ['a server by the short scheme', 'postgres://db.example/app', 'postgresql', 'postgresql://db.example/app'],
  ['options stay out of messages', 'postgres://h/app?password=hunter2', 'postgresql', 'postgresql://h/app'],
])('%s', (_, url, engine, place) => {
  expect(parseDatabaseUrl(url)).toMatchObject({ engine, place })
})

test.each([
  ['nothing', ''],
  ['no path', 'sqlite:'],
  ['a path without a scheme', 'data/hunter2.db'],
  ['an engine that we do not have', 'mysql://me:hunter2@db.example/app'],
  ['a password that is not escaped', 'postgresql://me:hunter2/#@db.example:x/app'],
])('refuses %s and does not repeat it', (_, url) => {
  const refusal = catchError(() => parseDatabaseUrl(url))
  expect(refusal).toMatchObject({ code: 'database-url' })
  expect(inspect(refusal)).not.toContain('hunter2')
})

function catchError(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}
