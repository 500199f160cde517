// Usage: node tools/demo.ts
//
// A first look, behind `npm run demo`: starts the sandbox on a free port, scans one of its users by the real command
// line with a database of its own, and then serves the page until Ctrl-C. Asks AniList nothing and leaves nothing behind.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { options } from '../src/config/options.ts'
import { environmentAt } from '../src/sandbox/environment.ts'
import { startSandbox } from '../src/sandbox/server.ts'

const user = 'casual'
const usersToTry = [user, 'completionist', 'collector']
/** Where `npm start` listens as well; taken ports are passed over. */
const firstPort = 8000

/** Our own options are the demo's to set: what the visitor set for a real instance is not touched by it. */
const ownNames = new Set(Object.values(options).flatMap(({ name }) => [name, `${name}_FILE`]))
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownNames.has(name)))

let child: ChildProcess | undefined
let stopped = false
// A Ctrl-C reaches the child as well, and a signal from elsewhere only this process, which stays to clear away what it made.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopped = true
    child?.kill('SIGTERM')
  })
}

const folder = mkdtempSync(join(tmpdir(), 'sequel-finder-demo-'))
const sandbox = await startSandbox()
const atSandbox = {
  ...environment,
  // Hints then name the command as it is to be typed in a checkout.
  npm_lifecycle_event: 'cli',
  ...environmentAt(sandbox),
  DATABASE_URL: `sqlite:${join(folder, 'demo.db')}`,
}
try {
  process.exitCode = (await scan()) || (stopped ? 0 : await servePage())
} finally {
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
}

async function scan(): Promise<number> {
  console.log(`Scanning the list of ${user}, who lives in a sandbox that stands in for AniList.\n`)
  return await ended(run(['scan', user], atSandbox))
}

/** Serves the page until somebody stops it, and says what to try once it can be opened. */
async function servePage(): Promise<number> {
  console.log('\nThat was the command line. Starting the page …\n')
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = run(
    ['serve'],
    {
      ...atSandbox,
      PORT: `${port}`,
      PUBLIC_URL: url,
      DEMO_USERS: usersToTry.join(','),
      LOG_LEVEL: 'error',
    },
    'pipe',
  )
  server.stdout?.once('data', () => console.log(invitation(url)))
  const status = await ended(server)
  return stopped ? 0 : status
}

function invitation(url: string): string {
  return `The page, on the sandbox:

  ${url}    sign in there as ${user} with one click

What to try next, from another terminal:

  npm run -s cli -- scan YOUR_ANILIST_NAME    your own list, from the real AniList
  npm start                                   the page for your own list
  npm run -s cli -- help scan                 side stories, depth, JSON, CSV …
  npm run -s cli -- sandbox                   the sandbox and its other users
  npm test                                    everything that is checked

Ctrl-C ends the demo.`
}

/** Runs the command line in the demo's folder, where no `.env` speaks up. */
function run(args: readonly string[], env: NodeJS.ProcessEnv, stdout: 'inherit' | 'pipe' = 'inherit') {
  const cli = resolve(import.meta.dirname, 'cli.mjs')
  child = spawn(process.execPath, [cli, ...args], { cwd: folder, env, stdio: ['ignore', stdout, 'inherit'] })
  return child
}

async function ended(process: ChildProcess): Promise<number> {
  const [status] = await once(process, 'exit')
  return status ?? 1
}

/** The first port that is free here, from {@link firstPort} on. */
async function freePort(port = firstPort): Promise<number> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return port
  } catch {
    return freePort(port + 1)
  } finally {
    server.close()
  }
}
