import { describe, expect, test } from 'vitest'
import { version } from '../../src/version.ts'
import { collect, runCli, spawnCli } from './run-cli.ts'

describe('the command line', () => {
  test('prints the version', async () => {
    expect(await runCli(['--version'])).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('explains commands, examples, exit status and environment', async () => {
    const { exit, stdout, stderr } = await runCli(['--help'])
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    for (const command of ['scan', 'sandbox', 'migrate', 'config', 'doctor']) {
      expect(stdout).toMatch(new RegExp(`^  ${command} +\\w`, 'm'))
    }
    expect(stdout).toContain('Examples:\n  sequel-finder scan YOUR_NAME ')
    expect(stdout).toContain('\n   3  AniList user not found or private\n')
    expect(stdout).toContain('NO_COLOR=1')
    expect(stdout).toContain('not affiliated with AniList')
  })

  test.each([
    ['help scan', ['help', 'scan']],
    ['scan --help', ['scan', '--help']],
  ])('shows the options of a command with %s', async (_story, args) => {
    const { exit, stdout } = await runCli(args)
    expect(exit).toBe(0)
    expect(stdout).toMatch(/^Usage: sequel-finder scan .*--depth .*Examples:/s)
  })

  test('names itself in help as it was called: by npm in a checkout', async () => {
    const { stdout } = await runCli(['--help'], { env: { npm_lifecycle_event: 'cli' } })
    expect(stdout).toContain('Usage: npm run -s cli -- [options] [command]')
  })

  test.each([
    [
      'a misspelt command',
      ['scam', 'casual'],
      "error: unknown command 'scam'. Did you mean scan? See: sequel-finder --help (usage)\n",
    ],
    ['an unknown command', ['xyz'], "error: unknown command 'xyz'. See: sequel-finder --help (usage)\n"],
    [
      'a misspelt option',
      ['scan', 'casual', '--dept', '1'],
      "error: unknown option '--dept'. Did you mean --depth? See: sequel-finder scan --help (usage)\n",
    ],
    [
      'one argument too many',
      ['config', 'set'],
      "error: too many arguments for 'config'. Expected 0 arguments but got 1: set. See: sequel-finder config --help (usage)\n",
    ],
    [
      'an unknown option before the command',
      ['--quiet'],
      "error: unknown option '--quiet'. See: sequel-finder --help (usage)\n",
    ],
  ])('refuses %s with one line and exit status 2', async (_story, args, message) => {
    expect(await runCli(args)).toEqual({ exit: 2, stdout: '', stderr: message })
  })

  test('shows help without arguments, and exits with 2 for scripts', async () => {
    const { exit, stdout, stderr } = await runCli([])
    expect(stderr).toMatch(/^Usage: sequel-finder/)
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
  })

  test('prints each configuration problem on its own line, never a value, and exits with 78', async () => {
    const env = {
      DATABASE_URL: 'mysql://canary@host/db',
      SCAN_TIMEOUT_SECONDS: 'canary',
      PUBLIC_URL: 'canary',
    }
    const { exit, stdout, stderr } = await runCli(['migrate'], { env })
    const lines = stderr.trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    for (const line of lines)
      expect(line).toMatch(
        /^error: (DATABASE_URL|SCAN_TIMEOUT_SECONDS|PUBLIC_URL) must be .*\. \(config-invalid\)$/,
      )
    expect(stderr).not.toContain('canary')
    expect({ exit, stdout }).toEqual({ exit: 78, stdout: '' })
  })

  test('prints where an error comes from with DEBUG=1 only', async () => {
    const env = { DATABASE_URL: 'mysql://host/db' }
    expect((await runCli(['migrate'], { env })).stderr).not.toMatch(/\n +at /)
    expect((await runCli(['migrate'], { env: { ...env, DEBUG: '1' } })).stderr).toMatch(
      /^ConfigError: .*\n +at /m,
    )
  })

  test('exits quietly when its output is closed', async () => {
    const child = spawnCli(['--help'])
    child.stdout.destroy()
    expect(await collect(child)).toEqual({ exit: 0, stdout: '', stderr: '' })
  })
})
