import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { createGunzip } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { advisoriesOf, licencesOf, lockProblems } from '../../tools/audit-findings.ts'
import { billOfMaterials, type Lock, shippedPackages } from '../../tools/bill-of-materials.ts'

const clean = JSON.stringify({ auditReportVersion: 2, vulnerabilities: {}, metadata: {} })
const affected = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    tar: {
      severity: 'high',
      range: '<7.5.3',
      nodes: ['node_modules/tar', 'node_modules/tool/node_modules/tar'],
      via: [{ title: 'Arbitrary file overwrite', url: 'https://github.com/advisories/GHSA-0' }],
    },
    installer: { severity: 'high', range: '*', nodes: ['node_modules/installer'], via: ['tar'] },
  },
})
const refused = JSON.stringify({
  message: '405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk',
  error: { summary: '' },
})

const lock: Lock = {
  packages: {
    '': { dependencies: { app: '1.0.0' }, devDependencies: { page: '2.0.0', tool: '3.0.0' } },
    'node_modules/app': { version: '1.0.0', license: 'MIT', dependencies: { tar: '^7.0.0' } },
    'node_modules/tar': { version: '7.5.0', license: '(MIT OR GPL-3.0)', integrity: 'sha512-q80=' },
    'node_modules/page': { version: '2.0.0', dev: true, peerDependencies: { app: '*' } },
    'node_modules/tool': { version: '3.0.0', dev: true, dependencies: { tar: '^6.0.0', app: '*' } },
    'node_modules/tool/node_modules/tar': { version: '6.0.0', dev: true },
  },
}
const inPage = (...names: string[]) => new Set(names.map((name) => `node_modules/${name}`))

describe('policy: automated dependency scanning: advisories', () => {
  test.each<
    [
      story: string,
      ended: Parameters<typeof advisoriesOf>[0],
      verdict: string,
      details: string[],
      page?: string[],
    ]
  >([
    ['none', { status: 0, stdout: clean, stderr: '' }, 'ok', []],
    [
      'one in a package that runs, and a tool that depends on it',
      { status: 1, stdout: affected, stderr: '' },
      'FAILED',
      [
        'tar <7.5.3 (high): Arbitrary file overwrite https://github.com/advisories/GHSA-0',
        'development only: installer * (high): by tar',
      ],
    ],
    [
      'one in a tool alone',
      { status: 1, stdout: affected.replaceAll('node_modules/tar"', 'node_modules/else"'), stderr: '' },
      'ok',
      [
        'development only: tar <7.5.3 (high): Arbitrary file overwrite https://github.com/advisories/GHSA-0',
        'development only: installer * (high): by tar',
      ],
    ],
    [
      'one in a package that runs in the browser',
      { status: 1, stdout: affected.replaceAll('node_modules/tar"', 'node_modules/page"'), stderr: '' },
      'FAILED',
      [
        'tar <7.5.3 (high): Arbitrary file overwrite https://github.com/advisories/GHSA-0',
        'development only: installer * (high): by tar',
      ],
      ['page'],
    ],
    [
      'a registry without advisories',
      { status: 1, stdout: refused, stderr: '' },
      'not run',
      ['The registry could not be reached: 405 Method Not Allowed - POST its address'],
    ],
    [
      'no network',
      { status: 1, stdout: '', stderr: 'npm error network timeout\nmore' },
      'not run',
      ['The registry could not be reached: npm error network timeout'],
    ],
    [
      'no npm',
      { status: null, stdout: '', stderr: '' },
      'not run',
      ['The registry could not be reached: npm ended with null'],
    ],
  ])('%s', (_story, ended, verdict, details, page = []) => {
    const shipped = shippedPackages(lock, inPage(...page))
    expect(advisoriesOf(ended, shipped)).toEqual({ name: 'advisories', verdict, details })
  })
})

describe('the bill of materials', () => {
  test('lists what the server and the page run, and no tools', () => {
    expect(shippedPackages(lock, inPage('page', 'tar'))).toEqual([
      { path: 'node_modules/app', name: 'app', version: '1.0.0', licence: 'MIT', runsIn: ['server'] },
      {
        path: 'node_modules/tar',
        name: 'tar',
        version: '7.5.0',
        licence: '(MIT OR GPL-3.0)',
        runsIn: ['server', 'browser'],
      },
      { path: 'node_modules/page', name: 'page', version: '2.0.0', runsIn: ['browser'] },
    ])
  })

  test('fails for packages that are missing from the lock file', () => {
    expect(() => shippedPackages(lock, inPage('page', 'elsewhere'))).toThrow('node_modules/elsewhere')
  })

  test('describes each package and its dependencies in CycloneDX', () => {
    const shipped = shippedPackages(lock, inPage('page'))
    const { components, dependencies } = billOfMaterials(
      { name: 'product', version: '0.1.0', license: 'MIT' },
      lock,
      shipped,
    )
    expect(components[1]).toEqual({
      type: 'library',
      'bom-ref': 'node_modules/tar',
      name: 'tar',
      version: '7.5.0',
      purl: 'pkg:npm/tar@7.5.0',
      licenses: [{ expression: '(MIT OR GPL-3.0)' }],
      hashes: [{ alg: 'SHA-512', content: 'abcd' }],
      properties: [{ name: 'runs-in', value: 'server' }],
    })
    expect(dependencies).toEqual([
      { ref: 'product', dependsOn: ['node_modules/app', 'node_modules/page'] },
      { ref: 'node_modules/app', dependsOn: ['node_modules/tar'] },
      { ref: 'node_modules/tar', dependsOn: [] },
      { ref: 'node_modules/page', dependsOn: ['node_modules/app'] },
    ])
  })
})

describe('the lock file', () => {
  const integrity = 'sha512-abc'
  test.each<[story: string, entry: Lock['packages'][string], problems: string[]]>([
    ['protected by a hash', { version: '1.0.0', integrity }, []],
    ['a build for another platform', { version: '1.0.0', optional: true }, []],
    [
      'without a hash',
      { version: '1.0.0' },
      ['x has no integrity hash: it could be replaced with anything.'],
    ],
    [
      'protected by a weak hash',
      { version: '1.0.0', integrity: 'sha1-abc' },
      ['x is only protected by sha1. Install it again to get sha512.'],
    ],
    [
      'from a repository',
      { version: '1.0.0', integrity, resolved: 'git+ssh://git@example.org/x.git' },
      ['x comes from git+ssh://git@example.org/x.git.'],
    ],
    ['a link', { link: true }, ['x is a link to a folder.']],
  ])('%s', (_story, entry, problems) => {
    expect(lockProblems({ packages: { '': {}, 'node_modules/x': entry } })).toEqual(problems)
  })

  test('of this repository has no problem', () => {
    expect(lockProblems(JSON.parse(readFileSync('package-lock.json', 'utf8')))).toEqual([])
  })
})

describe('licences', () => {
  const component = (name: string, licence?: string) => ({
    name,
    version: '1.0.0',
    ...(licence && { licence }),
  })

  test.each([
    ['permissive ones', [component('a', 'MIT'), component('b', 'ISC')], 'ok'],
    ['a choice with an allowed one', [component('a', '(MIT OR GPL-3.0)')], 'ok'],
    ['one that is not allowed', [component('a', 'GPL-3.0-only')], 'FAILED'],
    ['two at once, one of which is allowed', [component('a', 'MIT AND GPL-2.0')], 'FAILED'],
    ['none', [component('a')], 'FAILED'],
  ] as const)('%s', (_story, components, verdict) => {
    expect(licencesOf(components).verdict).toBe(verdict)
  })
})

/** In an import of more than types, or of styles. */
const namedPackage = /^(?!import type).*(?:\bfrom |\bimport\(|@import )['"]((?:@[\w-]+\/)?\w[\w.-]*)/gm

describe('policy: automated dependency scanning: advisories, by `npm run audit` itself', () => {
  const { name, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  let asked: readonly string[]
  let output: string

  /** With a registry on this machine that has an advisory against every requested package. */
  beforeAll(async () => {
    const registry = createServer(async (request, reply) => {
      if (!request.url?.endsWith('/advisories/bulk')) return reply.writeHead(404).end('{}')
      const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request
      asked = Object.keys((await json(body)) as object)
      const advisory = {
        id: 1,
        url: 'https://example.org/GHSA',
        title: 'Bad',
        severity: 'high',
        vulnerable_versions: '*',
      }
      reply.end(JSON.stringify(Object.fromEntries(asked.map((each) => [each, [advisory]]))))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => registry.once('listening', resolve))
    const { port } = registry.address() as AddressInfo
    const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}` }
    // It exits with 1, as it should.
    await promisify(execFile)(process.execPath, ['tools/audit.ts'], { env }).catch(({ stdout }) => {
      output = stdout
    })
    registry.close()
  }, 60_000)

  /** Read from our source, and not from the build's own report. */
  const shipped = new Set([
    ...Object.keys(dependencies),
    ...globSync('web/**/*.{ts,tsx,css}', { exclude: (path) => path.includes('.test.') }).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(namedPackage)].map(([, each = '']) => each),
    ),
  ])

  test.each([...shipped].sort())(
    '%s ships, so it is in the bill of materials and checked for advisories',
    (each) => {
      const { components } = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8'))
      expect(components.map((component: { name: string }) => component.name)).toContain(each)
      expect(asked).toContain(each)
      expect(output).toMatch(new RegExp(`^  ${each} .*\\(high\\): .*Bad`, 'm'))
    },
  )

  test('what a worker of the page imports runs in the browser as well', () => {
    const { components } = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8'))
    const places = components.find((component: { name: string }) => component.name === 'zod')?.properties
    expect(places).toEqual([
      { name: 'runs-in', value: 'server' },
      { name: 'runs-in', value: 'browser' },
    ])
  })

  test('reports each part', () => {
    const verdicts = [...output.matchAll(/^([a-z ]+): (ok|FAILED|not run)$/gm)].map(([, part, verdict]) => [
      part,
      verdict,
    ])
    expect(Object.fromEntries(verdicts)).toEqual({
      advisories: 'FAILED',
      'lock file': 'ok',
      'bill of materials': 'ok',
      licences: 'ok',
    })
    const { bomFormat, metadata } = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8'))
    expect([bomFormat, metadata.component.name]).toEqual(['CycloneDX', name])
  })
})
