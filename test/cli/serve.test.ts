import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { collect, runCli, spawnCli } from './run-cli.ts'

const env = { DATABASE_URL: 'sqlite::memory:', PORT: '0' }

/** Runs `serve` until it prints its address. */
async function startServe(more: Record<string, string> = {}) {
  const child = spawnCli(['serve'], { env: { ...env, ...more } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = collect(child)
  const output = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (text.includes('is running at')) resolve(text)
    })
    ended.then(({ stderr }) => reject(new Error(stderr)))
  })
  const [url = ''] = /http:\/\/\S+/.exec(output) ?? []
  return { child, ended, url }
}

describe('serve', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'prints its address, writes logs separately, and exits with 0 on %s',
    async (signal) => {
      const { child, ended, url } = await startServe()
      expect((await fetch(`${url}/livez`)).status).toBe(200)
      child.kill(signal)
      const { exit, stdout, stderr } = await ended
      expect(exit).toBe(0)
      expect(stdout).toBe(`Sequel Finder for AniList is running at ${url}\n`)
      const lines = stderr
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(lines.map(({ msg }) => msg)).toEqual(
        expect.arrayContaining(['request', `received ${signal}, stopping`, 'stopped']),
      )
    },
  )

  test('prints the address of its metrics', async () => {
    const { child, ended, url } = await startServe({ METRICS_PORT: '0' })
    await fetch(`${url}/livez`)
    child.kill()
    expect((await ended).stdout).toMatch(/\nMetrics are at http:\/\/127\.0\.0\.1:\d+\/metrics\n$/)
  })

  async function takenPort(): Promise<string> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    return String((server.address() as AddressInfo).port)
  }

  test.each(['PORT', 'METRICS_PORT'])('says what to do if %s is in use', async (name) => {
    const port = await takenPort()
    const { exit, stdout, stderr } = await runCli(['serve'], { env: { ...env, [name]: port } })
    expect([exit, stdout]).toEqual([1, expect.not.stringContaining('running')])
    expect(stderr.split('\n').find((line) => line.startsWith('error'))).toBe(
      `error: Port ${port} is already in use, perhaps by another instance. Stop it, or set ${name} to a different port. (port-in-use)`,
    )
  })

  test('says what to do if HOST is not an address of this machine', async () => {
    const { exit, stderr } = await runCli(['serve'], { env: { ...env, HOST: '192.0.2.1' } })
    expect(exit).toBe(1)
    expect(stderr).toContain('HOST is not an address of this machine.')
  })
})
