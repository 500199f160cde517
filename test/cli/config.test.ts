import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { runCli } from './run-cli.ts'

describe('config', () => {
  test('shows each option, its value and its source; the environment takes precedence over the file', async () => {
    const cwd = temporaryFolder()
    writeFileSync(
      join(cwd, '.env'),
      'CATALOGUE_TTL_HOURS=48\nSCAN_TIMEOUT_SECONDS=60\nANILIST_API_URL_FILE=url\n',
    )
    writeFileSync(join(cwd, 'url'), 'https://anilist.example/graphql\n')
    const env = { SCAN_TIMEOUT_SECONDS: '90', PUBLIC_URL: '' }
    const { exit, stdout, stderr } = await runCli(['config'], { cwd, env })
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    const rows = stdout.split('\n').map((line) => line.split(/ {2,}/))
    expect(rows).toContainEqual(['CATALOGUE_TTL_HOURS', '48', '.env file'])
    expect(rows).toContainEqual(['SCAN_TIMEOUT_SECONDS', '90', 'environment'])
    expect(rows).toContainEqual([
      'ANILIST_API_URL',
      'https://anilist.example/graphql',
      'ANILIST_API_URL_FILE',
    ])
    expect(rows).toContainEqual(['PUBLIC_URL', 'http://localhost:8000', 'default'])
    expect(rows).toContainEqual(['DATABASE_ENCRYPTION_KEY', '(not set)'])
  })

  test('shows no secret, whatever its source', async () => {
    const env = {
      DATABASE_ENCRYPTION_KEY: 'canary'.repeat(6),
      ANILIST_CLIENT_ID: 'canary-7',
      ANILIST_CLIENT_SECRET: 'canary-8',
      DATABASE_URL: 'postgresql://me:canary@db.example/app?sslpassword=canary',
    }
    const { exit, stdout, stderr } = await runCli(['config'], { env })
    expect(exit).toBe(0)
    expect(stdout).toMatch(/DATABASE_ENCRYPTION_KEY +\(not shown\) +environment/)
    expect(stdout).toMatch(/ANILIST_CLIENT_ID +\(not shown\) +environment/)
    expect(stdout).toContain('postgresql://me:***@db.example/app?sslpassword=***')
    expect(stdout + stderr).not.toContain('canary')
  })

  test('shows all values even if some are wrong, then reports those', async () => {
    const { exit, stdout, stderr } = await runCli(['config'], { env: { CATALOGUE_TTL_HOURS: 'many' } })
    expect(stdout).toMatch(/CATALOGUE_TTL_HOURS +many +environment/)
    expect(stderr).toBe('error: CATALOGUE_TTL_HOURS must be a whole number from 1 to 720. (config-invalid)\n')
    expect(exit).toBe(78)
  })

  test.each([
    [
      'a value and a file for the same option',
      { PUBLIC_URL: 'http://a', PUBLIC_URL_FILE: 'x' },
      /PUBLIC_URL and PUBLIC_URL_FILE are both set/,
    ],
    [
      'a file that does not exist',
      { PUBLIC_URL_FILE: 'nowhere' },
      /PUBLIC_URL_FILE names a file that can't be read \(ENOENT\)/,
    ],
  ])('refuses %s', async (_story, env, message) => {
    const { exit, stderr } = await runCli(['config'], { env })
    expect(stderr).toMatch(message)
    expect(exit).toBe(78)
  })
})
