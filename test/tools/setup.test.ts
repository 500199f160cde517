import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Plain JavaScript without types: a computed path keeps the compiler from checking it.
const load = (tool: string) => import(new URL(`../../tools/${tool}`, import.meta.url).href)
const { installReason, runtime } = await load('packages.mjs')
const { planSystemPackages } = await load('system-packages.mjs')

describe('whether the npm packages have to be installed', () => {
  test.each<[story: string, change: (root: string) => void, reason: string | undefined]>([
    ['nothing to do after an installation', () => {}, undefined],
    [
      'a fresh clone',
      (root) => rmSync(join(root, 'node_modules'), { recursive: true }),
      'node_modules does not exist yet',
    ],
    [
      'an interrupted installation',
      (root) => rmSync(join(root, 'node_modules/.package-lock.json')),
      'an earlier installation was interrupted',
    ],
    ['an installation without scripts', (root) => rmSync(runtime(root)), 'the pinned Node is not installed'],
    [
      'a newer version after a pull',
      (root) => writeLock(root, 'package-lock.json', { zod: '4.1.0' }),
      'node_modules/zod 4.1.0 is not installed',
    ],
    [
      'a new package after a pull',
      (root) => writeLock(root, 'package-lock.json', { zod: '4.0.0', pg: '8.0.0' }),
      'node_modules/pg 8.0.0 is not installed',
    ],
    [
      'an installation without development packages',
      (root) => writeLock(root, 'node_modules/.package-lock.json', {}),
      'node_modules/zod 4.0.0 is not installed',
    ],
  ])('%s', (_story, change, reason) => {
    const root = installedProject()
    change(root)
    expect(installReason(root)).toBe(reason)
  })
})

describe('the system packages of the tests', () => {
  const redis = { name: 'redis-server', command: 'redis-server', reason: 'tests of shared limits' }
  const nginx = { name: 'nginx-light', command: 'nginx', reason: 'tests of the proxy' }

  test.each([
    ['none needed', [], [], undefined, { install: [], skipped: [] }],
    ['all there', [redis, nginx], ['redis-server', 'nginx'], undefined, { install: [], skipped: [] }],
    [
      'one missing, as root on Debian',
      [redis, nginx],
      ['redis-server'],
      undefined,
      { install: ['nginx-light'], skipped: [] },
    ],
    [
      'one missing, as an ordinary user',
      [redis, nginx],
      ['nginx'],
      'only root may install it. Run: sudo apt-get install',
      {
        install: [],
        skipped: [
          'Skipped redis-server, needed for tests of shared limits: only root may install it. Run: sudo apt-get install redis-server',
        ],
      },
    ],
  ])('%s', (_story, packages, there, obstacle, plan) => {
    expect(planSystemPackages(packages, (command: string) => there.includes(command), obstacle)).toEqual(plan)
  })
})

/** A project with one package, another for other platforms only, and the pinned Node. */
function installedProject(): string {
  const root = temporaryFolder()
  mkdirSync(dirname(runtime(root)), { recursive: true })
  writeFileSync(runtime(root), '')
  chmodSync(runtime(root), 0o755)
  writeLock(root, 'package-lock.json', { zod: '4.0.0' }, { '@esbuild/aix-ppc64': '1.0.0' })
  writeLock(root, 'node_modules/.package-lock.json', { zod: '4.0.0' })
  return root
}

function writeLock(
  root: string,
  file: string,
  wanted: Record<string, string>,
  optional: Record<string, string> = {},
) {
  const entries = [
    ['', { name: 'example', version: '1.0.0' }],
    ...Object.entries(wanted).map(([name, version]) => [`node_modules/${name}`, { version }]),
    ...Object.entries(optional).map(([name, version]) => [
      `node_modules/${name}`,
      { version, optional: true },
    ]),
  ]
  writeFileSync(join(root, file), JSON.stringify({ packages: Object.fromEntries(entries) }))
}
