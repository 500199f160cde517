import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { collect, type Ended, runCli, spawnCli } from './run-cli.ts'

describe('sandbox', () => {
  test('prints its address and users, whose lists can be scanned as it says, and stops when asked', async () => {
    const sandbox = await startSandbox(['--scale', '200'])
    const [, exported = '', command = ''] =
      /another terminal:\n +export (.*)\n +sequel-finder (.*)\n/.exec(sandbox.welcome) ?? []
    const env = Object.fromEntries(exported.split(' ').map((each) => each.split('=') as [string, string]))
    const cwd = temporaryFolder()
    expect(await runCli([...command.split(' '), '--json'], { env, cwd })).toMatchObject({ exit: 0 })
    const users = [...sandbox.welcome.matchAll(/^ {2}(\S+) {2,}\w/gm)].map(([, name = '']) => name)
    expect(users).toEqual(expect.arrayContaining(['casual', 'completionist', 'private-person', 'scale500']))
    for (const user of users) {
      // `scale500` needs a larger catalogue than this test creates.
      const exit = { 'private-person': 3, scale500: 1 }[user] ?? 0
      expect([user, (await runCli(['scan', user, '--json'], { env, cwd })).exit]).toEqual([user, exit])
    }
    expect(await sandbox.stop('SIGINT')).toMatchObject({ exit: 0, stderr: '' })
  })

  test('limits its replies as asked', async () => {
    const { welcome } = await startSandbox(['--nesting', '1', '--aliases', '1', '--thin'])
    const [url = ''] = /http:\S+/.exec(welcome) ?? []
    const ask = async (query: string) => {
      const headers = { 'Content-Type': 'application/json', Referer: 'http://localhost:8000' }
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
      return [response.status, JSON.stringify(await response.json())]
    }
    const nested = '{ Media(id: 16498) { relations { nodes { relations { nodes { id } } } } } }'
    expect(await ask(nested)).toEqual([200, expect.stringMatching(/^((?!"id").)*$/)])
    expect(await ask('{ a: Media(id: 1) { id } b: Media(id: 5) { id } }')).toEqual([400, expect.anything()])
  })

  test('stops on SIGTERM', async () => {
    const sandbox = await startSandbox()
    expect(await sandbox.stop('SIGTERM')).toMatchObject({ exit: 0, stderr: '' })
  })

  test('says what to do if its port is in use', async () => {
    const port = await takenPort()
    expect(await runCli(['sandbox', '--port', String(port)])).toEqual({
      exit: 1,
      stdout: '',
      stderr: `error: Port ${port} is already in use, perhaps by another sandbox. Stop it, or choose a different port with --port; 0 picks a free one. (port-in-use)\n`,
    })
  })

  test.each([
    ['an invalid port', ['--port', '99999'], /--port.*It must be a whole number from 0 to 65535\./],
    ['more faults than requests', ['--faults', '1.5'], /--faults.*It must be a number from 0 to 1/],
    ['an invalid depth', ['--nesting', '4'], /--nesting.*It must be 1, 2, 3 or all\./],
    ['no aliases at all', ['--aliases', '0'], /--aliases.*It must be a whole number from 1 to 1000\./],
    ['a negative latency', ['--latency=-5'], /--latency.*It must be a whole number from 0/],
  ])('refuses %s with exit status 2', async (_story, args, message) => {
    const { exit, stderr } = await runCli(['sandbox', ...args])
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/^error: .* \(usage\)\n$/)
    expect(exit).toBe(2)
  })

  test('refuses an invalid list file', async () => {
    const file = join(temporaryFolder(), 'list.json')
    writeFileSync(file, '[]')
    const { exit, stderr } = await runCli(['sandbox', '--data', file])
    expect(stderr).toMatch(/^error: .*MediaListCollection.* \(bad-list-file\)\n$/)
    expect(exit).toBe(1)
  })
})

async function startSandbox(args: readonly string[] = []) {
  const child = spawnCli(['sandbox', '--port', '0', ...args])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const ended = collect(child)
  const [welcome] = (await once(child.stdout, 'data')) as [string]
  const stop = (signal: NodeJS.Signals): Promise<Ended> => {
    child.kill(signal)
    return ended
  }
  return { welcome, stop }
}

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
  })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
