import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import type { ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { expect, onTestFinished, test } from 'vitest'
import { cruiseImports, fillImportGraph } from '../tools/import-graph.ts'

const root = resolve(import.meta.dirname, '..')
const rules = resolve(root, '.dependency-cruiser.mjs')

/** Imports that each rule forbids: rule, importing file, what it imports. */
const offences: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['core imports only core', 'src/core/list.ts', 'src/version.ts'],
  ['core imports only core', 'src/core/clock.ts', 'node:timers'],
  ['core imports only core', 'src/core/schema.ts', 'zod'],
  ['anilist and store import left', 'src/anilist/reply.ts', 'src/scan/progress.ts'],
  ['anilist and store import left', 'src/store/media.ts', 'src/services.ts'],
  ['anilist and store do not import each other', 'src/anilist/mapping.ts', 'src/store/row.ts'],
  ['anilist and store do not import each other', 'src/store/document.ts', 'src/anilist/errors.ts'],
  ['redis, accounts, limits, lists, scan and jobs import left', 'src/jobs/sync.ts', 'src/services.ts'],
  [
    'redis, accounts, limits, lists, scan and jobs import left',
    'src/lists/additions.ts',
    'src/http/reply.ts',
  ],
  [
    'redis, accounts, limits, lists, scan and jobs import left',
    'src/accounts/session.ts',
    'src/http/cookie.ts',
  ],
  ['services import left', 'src/services.ts', 'src/http/app.ts'],
  ['http imports left', 'src/http/routes/scans.ts', 'src/cli/table.ts'],
  ['sandbox imports only sandbox', 'src/sandbox/media.ts', 'src/core/media.ts'],
  ['only cli imports sandbox', 'src/scan/demo.ts', 'src/sandbox/world.ts'],
  ['other folders import only core', 'src/config/config.ts', 'src/store/store.ts'],
  ['only store imports database drivers', 'src/accounts/tokens.ts', 'kysely'],
  ['only redis and jobs import Redis clients', 'src/limits/limit-store.ts', 'ioredis'],
  ['data imports left', 'web/data/api.ts', 'web/ui/toasts.tsx'],
  ['data imports left', 'web/data/scan.ts', 'web/results/toolbar.tsx'],
  ['data has no components', 'web/data/account.tsx', 'react'],
  ['ui imports left', 'web/ui/dialog.tsx', 'web/titles/poster.tsx'],
  ['ui imports left', 'web/ui/texts/en.ts', 'web/franchise/zoom.ts'],
  ['titles import left', 'web/titles/title.ts', 'web/list/selection.ts'],
  ['list imports left', 'web/list/adding.ts', 'web/results/toolbar.tsx'],
  ['results, franchise, details and account import left', 'web/results/rail.ts', 'web/franchise/zoom.ts'],
  ['results, franchise, details and account import left', 'web/franchise/map.tsx', 'web/account/avatar.tsx'],
  ['results, franchise, details and account import left', 'web/details/facts.tsx', 'web/app/router.tsx'],
  [
    'results, franchise, details and account import left',
    'web/account/avatar.tsx',
    'web/results/toolbar.tsx',
  ],
  ['the service worker imports nothing else of the page', 'web/service-worker/worker.ts', 'web/data/api.ts'],
  ['app imports everything except the service worker', 'web/app/main.tsx', 'web/service-worker/worker.ts'],
  ['the page has no other folders', 'web/shell/header.tsx', 'react'],
  ['the page imports only portable parts of the server', 'web/data/lists.ts', 'src/lists/additions.ts'],
  ['the page imports only types of http', 'web/data/problems.ts', 'src/http/problem-codes.ts'],
  ['the server does not import the page', 'src/http/documents.ts', 'web/app/main.tsx'],
  ['no cycles', 'src/http/one.ts', 'src/http/other.ts'],
  ['no cycles', 'web/list/one.tsx', 'web/list/other.tsx'],
]

test('imports point in the direction of the design', async () => {
  const { violations, totalDependenciesCruised } = await check(root)
  expect(violations.map(describe)).toEqual([])
  // A checker that cannot read the files finds nothing.
  expect(totalDependenciesCruised).toBeGreaterThan(1_000)
})

test('docs/architecture.md shows the actual imports, and names only files that exist', async () => {
  const text = readFileSync(resolve(root, 'docs/architecture.md'), 'utf8')
  expect(fillImportGraph(text, await cruiseImports(root)), 'out of date: run npm run docs').toBe(text)
  const files = [...text.matchAll(/`([\w/-]+\.ts)`/g)].map(([, file = '']) => file)
  expect(files.length).toBeGreaterThan(15)
  const missing = files.filter(
    (file) => !['', 'src'].some((folder) => existsSync(resolve(root, folder, file))),
  )
  expect(missing).toEqual([])
})

test('the import check finds every violation', async () => {
  const project = makeProject()
  for (const [, , to] of offences) if (isOurs(to)) write(project, to, 'export {}')
  for (const [, from, to] of offences) write(project, from, `import '${specifier(from, to)}'`)
  write(project, 'src/http/other.ts', "import './one.ts'")
  write(project, 'web/list/other.tsx', "import './one.tsx'")
  const found = (await check(project)).violations.map(describe)
  for (const [rule, from, to] of offences) {
    const target = to.replace('node:', '')
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^${rule}: ${from} imports .*\\b${target}\\b`)),
    )
  }
  const { ruleSet } = await extractDepcruiseOptions(rules)
  expect(new Set(offences.map(([rule]) => rule))).toEqual(
    new Set(ruleSet?.forbidden?.map(({ name }) => name)),
  )
})

test('the import check includes types, and ignores tests', async () => {
  const project = makeProject()
  write(project, 'src/cli/table.ts', 'export type Table = string')
  write(project, 'src/core/list.ts', "import type { Table } from '../cli/table.ts'\nexport type List = Table")
  write(project, 'src/core/list.test.ts', "import '../cli/table.ts'")
  write(project, 'web/app/router.tsx', 'export type Page = string')
  write(
    project,
    'web/data/page.ts',
    "import type { Page } from '../app/router.tsx'\nexport type Pages = Page[]",
  )
  write(project, 'web/data/page.test.ts', "import '../app/router.tsx'")
  expect((await check(project)).violations.map(describe)).toEqual([
    'core imports only core: src/core/list.ts imports src/cli/table.ts',
    'data imports left: web/data/page.ts imports web/app/router.tsx',
  ])
})

test('core compiles without the types of Node and browsers', () => {
  expect(compile(resolve(root, 'src/core'))).toEqual({ status: 0, output: '' })
})

test.each([
  ['Node', 'export const folder = process.cwd()'],
  ['a Node package', "import 'node:fs'"],
  ['a browser', 'export const page = document.title'],
])('the core check finds %s', (_, offence) => {
  const project = makeProject()
  const config = { extends: resolve(root, 'src/core/tsconfig.json'), include: ['.'] }
  write(project, 'tsconfig.json', JSON.stringify(config))
  write(project, 'offence.ts', offence)
  expect(compile(project)).toMatchObject({ status: 2, output: expect.stringContaining('offence.ts') })
})

function compile(project: string): { status: number | null; output: string } {
  const tsc = resolve(root, 'node_modules/typescript/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', project, '--noEmit'], {
    encoding: 'utf8',
  })
  return { status, output: stdout }
}

async function check(folder: string): Promise<ICruiseResult['summary']> {
  return (await cruiseImports(folder)).summary
}

function describe({ rule, from, to }: ICruiseResult['summary']['violations'][number]): string {
  return `${rule.name}: ${from} imports ${to}`
}

/** A folder with this project's packages, to which a test adds files. */
function makeProject(): string {
  const project = mkdtempSync(join(tmpdir(), 'architecture-'))
  onTestFinished(() => rmSync(project, { recursive: true }))
  symlinkSync(resolve(root, 'node_modules'), join(project, 'node_modules'))
  return project
}

function write(project: string, file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true })
  writeFileSync(join(project, file), `${text}\n`)
}

function specifier(from: string, to: string): string {
  return isOurs(to) ? relative(dirname(from), to).replace(/^(?!\.)/, './') : to
}

function isOurs(path: string): boolean {
  return /^(src|web)\//.test(path)
}
