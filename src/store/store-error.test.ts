import { expect, test } from 'vitest'
import { StoreError, toStoreError } from './store-error.ts'

/** What the tests under test/store/ bring about for real stands there; here is what takes broken hardware or a distant server. */
test.each([
  ['a full disk, seen by the file system', { code: 'ENOSPC' }, 'disk-full'],
  ['a full disk, seen by PostgreSQL', { code: '53100' }, 'disk-full'],
  ['a disk mounted for reading', { code: 'EROFS' }, 'database-read-only'],
  ['an extended code of SQLite', { code: 'SQLITE_READONLY_DBMOVED' }, 'database-read-only'],
  ['a busy moment that waiting cannot end', { code: 'SQLITE_BUSY_SNAPSHOT' }, 'database-locked'],
  ['a disk that fails to read', { code: 'SQLITE_IOERR_READ' }, 'database-damaged'],
  ['a host without an address', { code: 'ENOTFOUND' }, 'database-unreachable'],
  ['a server that is starting', { code: '57P03' }, 'database-unreachable'],
  ['a server that takes no more connections', { code: '53300' }, 'database-unreachable'],
  ['a connection that was cut', { message: 'Connection terminated unexpectedly' }, 'database-unreachable'],
  [
    'a pool without a free connection',
    { message: 'timeout exceeded when trying to connect' },
    'database-unreachable',
  ],
  ['a server gone without a word', { message: 'Query read timeout' }, 'database-slow'],
  [
    'a server that wants a password',
    { message: 'SASL: client password must be a string' },
    'database-refused',
  ],
])('%s', (_, properties, code) => {
  const cause = Object.assign(new Error('why\n it failed'), properties)
  const error = toStoreError(cause, 'data/app.db') as StoreError
  expect(error).toMatchObject({ name: 'StoreError', code, cause })
  expect(error.message).toMatch(/data\/app\.db.*\.$/)
  expect(error.message).not.toContain('\n')
})

test('a name with two addresses tells why the first did not answer', () => {
  const cause = Object.assign(new AggregateError([new Error('connect ECONNREFUSED ::1:5432')]), {
    code: 'ECONNREFUSED',
  })
  expect((toStoreError(cause, 'postgresql://localhost/app') as StoreError).message).toContain(
    '(connect ECONNREFUSED ::1:5432)',
  )
})

test.each([
  ['a violated constraint', Object.assign(new Error('UNIQUE'), { code: 'SQLITE_CONSTRAINT_UNIQUE' })],
  ['a fault of the program', new TypeError('undefined is not a function')],
  ['one that is translated', new StoreError('database-locked', 'data/app.db')],
  ['what is not an error', 'a string'],
])('leaves %s as it is', (_, error) => {
  expect(toStoreError(error, 'data/app.db')).toBe(error)
})
