import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { runCli } from './run-cli.ts'

test('migrate creates the database, lists the migrations it applied, and does nothing the second time', async () => {
  const cwd = temporaryFolder()
  const first = await runCli(['migrate'], { cwd })
  expect(first.stdout).toMatch(/^(applied \d{4}-[\w-]+\n)+data\/sequel-finder\.db is now up to date\n$/)
  expect(first).toMatchObject({ exit: 0, stderr: '' })
  expect(statSync(join(cwd, 'data/sequel-finder.db')).mode & 0o777).toBe(0o600)
  expect(await runCli(['migrate'], { cwd })).toEqual({
    exit: 0,
    stdout: 'data/sequel-finder.db is up to date\n',
    stderr: '',
  })
})

test('migrate says what to do if the database does not respond, and prints no password', async () => {
  const env = { DATABASE_URL: 'postgresql://me:canary@127.0.0.1:1/app' }
  const { exit, stdout, stderr } = await runCli(['migrate'], { env })
  expect(stderr).toMatch(
    /^error: The database postgresql:\/\/127\.0\.0\.1:1\/app doesn't respond .*\. \(database-unreachable\)\n$/,
  )
  expect(stderr).not.toContain('canary')
  expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' })
})
