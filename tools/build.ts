// Usage: node tools/build.ts [FOLDER]
//
// Makes plain JavaScript of src/ for the packed form, in dist/ unless told: whoever installs the package runs it
// without type stripping, which Node refuses inside node_modules. And the page, which needs a build anywhere.
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildPage } from './page.ts'

const out = resolve(process.argv[2] ?? 'dist')
// What an earlier build left behind would be packed as well.
rmSync(out, { recursive: true, force: true })

// Types are checked by `npm test`; checking them again would take most of the time here.
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', out], {
  stdio: 'inherit',
})
if (status !== 0) process.exit(1)

buildPage(join(out, 'web'))

// Files that the program reads beside its code, such as the sandbox's schema.
cpSync('src', out, {
  recursive: true,
  filter: (path) => statSync(path).isDirectory() || !/\.ts$|tsconfig\.json$/.test(path),
})
