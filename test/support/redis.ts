import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Redis } from 'ioredis'
import { freePort } from './free-port.ts'

/** A Redis for a single test, on the loopback address, without persistence. */
export interface RedisServer {
  readonly url: string
  /** Stops it like a power cut, losing its contents. */
  kill(): Promise<void>
  /** Restarts it, empty, on the same port. */
  restart(): Promise<void>
  /** Lets it accept connections without replying. */
  pause(): void
  resume(): void
  /** Breaks the connections of all clients. */
  reset(): Promise<void>
  /** Sends one command without the code under test. */
  ask(command: string, ...args: string[]): Promise<unknown>
}

/**
 * Runs a Redis for as long as `use` takes.
 *
 * @param folder where `SAVE` writes its dump
 * @throws an error that says what to install if there is no redis-server
 */
export async function withRedis(use: (redis: RedisServer) => Promise<void>, folder = '/'): Promise<void> {
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let server = await start(port, folder)

  async function stop(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return
    const exit = once(server, 'exit')
    server.kill('SIGKILL')
    await exit
  }

  async function ask(command: string, ...args: string[]): Promise<unknown> {
    const client = new Redis(url)
    try {
      return await client.call(command, ...args)
    } finally {
      client.disconnect()
    }
  }

  try {
    await use({
      url,
      kill: stop,
      async restart() {
        server = await start(port, folder)
      },
      pause: () => server.kill('SIGSTOP'),
      resume: () => server.kill('SIGCONT'),
      async reset() {
        await ask('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
      },
      ask,
    })
  } finally {
    await stop()
  }
}

function start(port: number, folder: string): Promise<ChildProcess> {
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no']
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'], cwd: folder })
  return new Promise((resolve, reject) => {
    server.once('error', () =>
      reject(new Error('there is no redis-server; install it with: apt-get install redis-server')),
    )
    server.once('exit', (code) => reject(new Error(`redis-server did not start (${code})`)))
    createInterface(server.stdout).on('line', (line) => {
      if (line.includes('Ready to accept connections')) resolve(server)
    })
  })
}
