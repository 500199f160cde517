// The system packages that tests and attacks need in addition to Node, npm and git. Plain JavaScript for Node 20, because it
// runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** `command` is on the path once the package is installed; `reason` completes "needed for …". */
export const systemPackages = [
  { name: 'redis-server', command: 'redis-server', reason: 'tests with several instances' },
  { name: 'nginx', command: 'nginx', reason: 'tests of the proxy' },
  { name: 'chromium-headless-shell', command: 'chromium-headless-shell', reason: 'tests of the page' },
  { name: 'openssl', command: 'openssl', reason: 'certificates in tests' },
]

/** What only `npm run security` needs: attack tools. */
export const securityPackages = [
  { name: 'sqlmap', command: 'sqlmap', reason: 'testing for SQL injection' },
  { name: 'wapiti', command: 'wapiti', reason: 'finding flaws in pages' },
  { name: 'slowhttptest', command: 'slowhttptest', reason: 'keeping connections open' },
  { name: 'testssl.sh', command: 'testssl', reason: 'testing TLS' },
]

/**
 * Installs what is missing if it can: as root on a Debian-like system. Otherwise it reports what is skipped and why, and
 * continues; tests that need it report that themselves.
 *
 * @param packages such as {@link systemPackages}
 * @param say gets each line
 */
export function installSystemPackages(packages, say) {
  const { install, skipped } = planSystemPackages(packages, isOnPath, obstacle())
  for (const line of skipped) say(line)
  if (install.length === 0) return
  say(`Installing system packages: ${install.join(' ')} …`)
  const problem =
    aptGet('update', '-q') ?? aptGet('install', '-q', '-y', '--no-install-recommends', ...install)
  if (problem !== undefined) say(`Skipped ${install.join(' ')}: ${problem}`)
}

/**
 * What to install, and what to report about the rest.
 *
 * @param packages as {@link systemPackages}
 * @param isThere whether a command is available
 * @param obstacle why nothing can be installed here, as the start of a sentence that ends with the package's name; undefined if
 * it can
 */
export function planSystemPackages(packages, isThere, obstacle) {
  const missing = packages.filter(({ command }) => !isThere(command))
  if (obstacle === undefined) return { install: missing.map(({ name }) => name), skipped: [] }
  const line = ({ name, reason }) => `Skipped ${name}, needed for ${reason}: ${obstacle} ${name}`
  return { install: [], skipped: missing.map(line) }
}

function obstacle() {
  if (!existsSync('/etc/debian_version')) return 'this is not a Debian-like system. Install its equivalent of'
  if (process.getuid?.() !== 0) return 'only root may install it. Run: sudo apt-get install'
  return undefined
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = spawnSync('apt-get', args, { encoding: 'utf8', env })
  if (run.status === 0) return undefined
  return `apt-get ${args[0]} failed: ${run.error?.message ?? run.stderr.trim().split('\n').at(-1)}`
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
