// Usage: node tools/setup.mjs [--system-packages | --security-packages] COMMAND [ARGUMENT…]
//
// Prepares a fresh clone and then runs COMMAND with the package's own Node. Plain JavaScript for Node 20, because it is the
// first thing that runs on a machine with only Node, npm and git. If everything is installed, it takes a few milliseconds.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, installReason, runtime } from './packages.mjs'
import { installSystemPackages, securityPackages, systemPackages } from './system-packages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [first, ...rest] = process.argv.slice(2)
/** Lists of system packages, by the option that asks for them. */
const lists = {
  '--system-packages': systemPackages,
  '--security-packages': [...systemPackages, ...securityPackages],
}
const packages = lists[first]
const [command, ...arguments_] = packages ? rest : [first, ...rest]

const reason = installReason(root)
if (reason !== undefined) {
  console.error(`Installing the npm packages, once, which takes a minute or so (${reason}) …`)
  const started = Date.now()
  const problem = install(root) ?? installReason(root)
  if (problem !== undefined) {
    console.error(problem)
    console.error(
      'error: the packages could not be installed. Check the network and the lines above, then run the same command again. (install-failed)',
    )
    process.exit(1)
  }
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}
if (packages) installSystemPackages(packages, (line) => console.error(line))

const child = spawn(command === 'node' ? runtime(root) : command, arguments_, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: join(root, 'node_modules/.bin') + delimiter + process.env.PATH },
})
// The child is in the same process group and gets Ctrl-C itself; this process waits for it to end.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
