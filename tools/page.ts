import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The sources of the page. */
const sources = [
  'web',
  'src/core',
  'vite.config.ts',
  'tools/results-document.ts',
  'tools/service-worker.ts',
  'tools/web-manifest.ts',
  'package-lock.json',
]

/** Whether the page in `folder` does not exist or is older than any of its sources. */
export function isOld(folder: string, root = '.'): boolean {
  const built = statSync(join(root, folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs
  return built === undefined || sources.some((path) => newest(join(root, path)) > built)
}

/**
 * Builds the page, which takes a few seconds.
 *
 * @param folder where to, relative to the root of the checkout, with nothing else in it
 * @param root of the checkout
 *
 * @throws Error with the output of the build if it fails
 */
export function buildPage(folder: string, root = '.'): void {
  const { status, stdout, stderr } = spawnSync(
    resolve(root, 'node_modules/.bin/vite'),
    ['build', '--outDir', resolve(root, folder), '--emptyOutDir', '--logLevel', 'warn'],
    // Other values, such as the "test" of vitest, would include React's development build.
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  )
  if (status !== 0) throw new Error(`The page can't be built.\n${stdout}${stderr}`)
}

/** When the newest file at this path was changed, in milliseconds since 1970. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0
  // A folder's own time changes when something is removed from it.
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), stat.mtimeMs)
}
