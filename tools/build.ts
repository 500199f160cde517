// Usage: node tools/build.ts [FOLDER]
//
// Compiles src/ to JavaScript for the npm package, in dist/ by default: Node refuses to strip types inside node_modules. Also
// builds the page, which always needs a build.
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildPage } from './page.ts'

const out = resolve(process.argv[2] ?? 'dist')
// Otherwise files of an earlier build would be packed as well.
rmSync(out, { recursive: true, force: true })

// `npm test` checks types; checking them again would take most of the time here.
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', out], {
  stdio: 'inherit',
})
if (status !== 0) process.exit(1)

buildPage(join(out, 'web'))

// Files that the program reads at run time, such as the sandbox's schema.
cpSync('src', out, {
  recursive: true,
  filter: (path) => statSync(path).isDirectory() || !/\.ts$|tsconfig\.json$/.test(path),
})
