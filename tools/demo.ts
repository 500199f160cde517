// Usage: node tools/demo.ts
//
// Runs `npm run demo`: starts the sandbox on a free port, scans one of its users with the real command line and a database
// of its own, then serves the web app until Ctrl-C. It never contacts AniList, and removes what it created.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { options } from '../src/config/options.ts'
import { environmentAt, startSandbox } from '../src/sandbox/server.ts'

const user = 'casual'
const usersToTry = [user, 'completionist', 'collector']
/** The port of `npm start`; if it is in use, the next free one is taken. */
const firstPort = 8000

/** The demo sets our options itself, so that those set for a real instance do not leak into it. */
const ownNames = new Set(Object.values(options).flatMap(({ name }) => [name, `${name}_FILE`]))
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownNames.has(name)))

let child: ChildProcess | undefined
let stopped = false
// Ctrl-C also reaches the child, other signals only this process, which stays alive to clean up.
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
  // Makes hints show the command as it is typed in a checkout.
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
  console.log(`Scanning the list of ${user}, a sample user of the sandbox that stands in for AniList.\n`)
  return await ended(run(['scan', user], atSandbox))
}

/** Serves the web app until it is stopped, and prints what to try once it is up. */
async function servePage(): Promise<number> {
  console.log('\nThat was the command line. Starting the web app …\n')
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
  return `The web app, running on the sandbox:

  ${url}    sign in as ${user} with one click

What to try next, in another terminal:

  npm run -s cli -- scan YOUR_ANILIST_NAME    scan your own list on AniList
  npm start                                   start the web app for your own list
  npm run -s cli -- help scan                 side stories, depth, JSON, CSV …
  npm run -s cli -- sandbox                   the sandbox and its other users
  npm test                                    run all checks and tests

Press Ctrl-C to stop the demo.`
}

/** Runs the command line in the demo's folder, where there is no `.env`. */
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
