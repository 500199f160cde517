import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'

export interface Ended {
  readonly exit: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  /** Added to an environment without any options. */
  readonly env?: Readonly<Record<string, string>>
  /** The folder to run in, by default one without `.env`. */
  readonly cwd?: string
}

const main = resolve('src/cli/main.ts')
const compileCache = resolve('node_modules/.cache/compile')

/** Runs the real command line in its own process until it ends. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return collect(spawnCli(args, options))
}

/** Starts the command line, for tests that interact with it while it runs. */
export function spawnCli(args: readonly string[], { env = {}, cwd = tmpdir() }: RunOptions = {}) {
  return spawn(process.execPath, [main, ...args], {
    cwd,
    // As `npm run cli` does: otherwise every start would strip the types again.
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export function collect(child: ReturnType<typeof spawnCli>): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (exit) => done({ exit, stdout, stderr }))
  })
}
