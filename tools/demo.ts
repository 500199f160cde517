// Usage: node tools/demo.ts
//
// A first look, behind `npm run demo`: starts the sandbox on a free port, scans one of its users by the real command
// line with a database of its own, and says what to try next. Asks AniList nothing and leaves nothing behind.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '../src/sandbox/server.ts'

// A Ctrl-C reaches the scan as well; this process stays to clear away what it made.
process.on('SIGINT', () => {})

const user = 'casual'
const folder = mkdtempSync(join(tmpdir(), 'sequel-finder-demo-'))
const sandbox = await startSandbox()
try {
  console.log(`Scanning the list of ${user}, who lives in a sandbox that stands in for AniList.\n`)
  const scan = spawn(process.execPath, ['tools/cli.mjs', 'scan', user], {
    stdio: 'inherit',
    env: {
      ...process.env,
      // Hints then name the command as it is to be typed in a checkout.
      npm_lifecycle_event: 'cli',
      ANILIST_API_URL: sandbox.graphqlUrl,
      DATABASE_URL: `sqlite:${join(folder, 'demo.db')}`,
    },
  })
  const [exit] = await once(scan, 'exit')
  process.exitCode = exit ?? 1
} finally {
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
}

if (process.exitCode === 0) {
  console.log(`
That was the sandbox. What to try next:

  npm run -s cli -- scan YOUR_ANILIST_NAME    your own list, from the real AniList
  npm run -s cli -- help scan                 side stories, depth, JSON, CSV …
  npm run -s cli -- sandbox                   the sandbox and its other users
  npm test                                    everything that is checked`)
}
