// The packages of the operating system that the tests need beyond Node, npm and git. Plain JavaScript for Node 20,
// because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** `command` is what the package puts on the path; `reason` completes "needed for …". Nothing is needed so far. */
export const systemPackages = []

/**
 * Installs the packages whose command is missing, where it may: as root on a Debian-like system. Says through
 * `say` what it installs, and elsewhere what it leaves out and why. Never fails: the tests that need a missing
 * command say so themselves.
 */
export function installSystemPackages(say, packages = systemPackages) {
  const missing = packages.filter(({ command }) => !isOnPath(command))
  if (missing.length === 0) return
  const names = missing.map((each) => each.name).join(' ')
  const obstacle = whyNot()
  if (obstacle !== undefined) {
    for (const each of missing)
      say(`Skipped ${each.name}, needed for ${each.reason}: ${obstacle} ${each.name}`)
    return
  }
  say(`Installing system packages: ${names}`)
  for (const arguments_ of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', ...names.split(' ')],
  ]) {
    const run = spawnSync('apt-get', arguments_, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (run.status !== 0) {
      const why = run.stderr?.trim().split('\n').at(-1) ?? run.error?.message
      say(`Skipped ${names}: apt-get ${arguments_[0]} failed: ${why}`)
      return
    }
  }
}

function whyNot() {
  if (!existsSync('/etc/debian_version'))
    return 'this is not a Debian-like system, so please install the like of'
  if (process.getuid?.() !== 0) return 'only root may install it, so please run: sudo apt-get install'
  return undefined
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
