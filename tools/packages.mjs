// Checks and installs the npm packages of this checkout. Plain JavaScript for Node 20, because nothing is installed yet when it
// runs.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Why `npm ci` is needed in `root`, or undefined if node_modules matches the lock file. Compares with the record that npm
 * leaves in node_modules, so packages installed by a plain `npm ci` count as well. Optional packages are not compared, because
 * most of them are for other platforms.
 */
export function installReason(root) {
  if (!existsSync(join(root, 'node_modules'))) return 'node_modules does not exist yet'
  if (!existsSync(join(root, 'node_modules/.package-lock.json')))
    return 'an earlier installation was interrupted'
  if (!existsSync(runtime(root))) return 'the pinned Node is not installed'
  const installed = readPackages(join(root, 'node_modules/.package-lock.json'))
  for (const [path, wanted] of Object.entries(readPackages(join(root, 'package-lock.json')))) {
    if (path === '' || wanted.optional) continue
    if (installed[path]?.version !== wanted.version) return `${path} ${wanted.version} is not installed`
  }
  return undefined
}

/** Installs exactly what the lock file says. Returns npm's error if it failed, otherwise undefined. */
export function install(root) {
  // The install scripts are called by name below, so that they are the same for every npm version: one that does not know
  // `allowScripts` would try to compile the SQLite driver, which includes ready builds.
  const arguments_ = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  // The PostgreSQL for the tests exists for this platform only. Without this, npm would stop on others.
  if (process.platform !== 'linux' || process.arch !== 'x64') arguments_.push('--force')
  return npm(root, arguments_) ?? npm(root, ['rebuild', ...allowedScripts(root), '--loglevel=error'])
}

/** The Node of this package, which every npm script runs on. */
export function runtime(root) {
  return join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

function allowedScripts(root) {
  const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.keys(allowScripts).filter((name) => allowScripts[name])
}

function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages
}

function npm(root, arguments_) {
  // Set by npm in its scripts: the same npm then installs, whatever is on the path.
  const script = process.env.npm_execpath
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []]
  const run = spawnSync(command, [...first, ...arguments_], {
    cwd: root,
    encoding: 'utf8',
    shell: command === 'npm' && process.platform === 'win32',
  })
  if (run.error) return `npm cannot be started: ${run.error.message}`
  return run.status === 0
    ? undefined
    : `${run.stdout}${run.stderr}`.trim() || `npm ended with ${run.status ?? run.signal}`
}
