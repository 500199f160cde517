import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import Driver from 'better-sqlite3-multiple-ciphers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { runCli } from './run-cli.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ limit: 1000 })
})
afterAll(() => sandbox.close())

/** Breaks something in a folder, and returns the DATABASE_URL that leads there, and a function that cleans up. */
type Trouble = (folder: string) => { readonly url: string; readonly end?: () => void }

// test/store covers a full disk, because the size of a database can be limited there.
test.each<[story: string, trouble: Trouble, code: string]>([
  [
    'a read-only database',
    (folder) => {
      writeFileSync(`${folder}/a.db`, '')
      chmodSync(`${folder}/a.db`, 0o444)
      return { url: `sqlite:${folder}/a.db` }
    },
    'database-read-only',
  ],
  [
    'a database locked by another program',
    (folder) => {
      const other = new Driver(`${folder}/a.db`)
      other.exec('create table t (x); begin exclusive')
      return { url: `sqlite:${folder}/a.db`, end: () => other.close() }
    },
    'database-locked',
  ],
  [
    'a file that is not a database',
    (folder) => {
      writeFileSync(`${folder}/a.db`, 'This is a text.'.repeat(100))
      return { url: `sqlite:${folder}/a.db` }
    },
    'database-unreadable',
  ],
  ['a folder that does not exist', (folder) => ({ url: `sqlite:${folder}/no/such/a.db` }), 'database-path'],
  [
    'a server that does not exist',
    () => ({ url: 'postgresql://me:hush@127.0.0.1:9/app' }),
    'database-unreachable',
  ],
  ['an unknown kind of database', () => ({ url: 'mysql://me:hush@127.0.0.1/app' }), 'config-invalid'],
])('%s: prints one line that says what to do, without the password', async (_, trouble, code) => {
  const folder = temporaryFolder()
  const { url, end } = trouble(folder)
  const env = { ANILIST_API_URL: sandbox.graphqlUrl, DATABASE_URL: url }
  const { exit, stdout, stderr } = await runCli(['scan', 'casual'], { env, cwd: folder })
  end?.()
  const errors = stderr
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('Loading'))
  expect({ exit, stdout, errors: errors.length }).toEqual({
    exit: code === 'config-invalid' ? 78 : 1,
    stdout: '',
    errors: 1,
  })
  expect(errors[0]).toMatch(new RegExp(`^error: .*\\. \\(${code}\\)$`))
  expect(errors[0]).not.toContain('hush')
})

test('a port in use: prints one line that says what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const { exit, stderr } = await runCli(['sandbox', '--port', String(port)])
  other.close()
  expect({ exit, lines: stderr.trimEnd().split('\n').length }).toEqual({ exit: 1, lines: 1 })
  expect(stderr).toContain(String(port))
})
