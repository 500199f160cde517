import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  advisoriesOf,
  componentsOf,
  type Lock,
  licencesOf,
  lockProblems,
} from '../../tools/audit-findings.ts'

const clean = JSON.stringify({ auditReportVersion: 2, vulnerabilities: {}, metadata: {} })
const affected = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    tar: {
      severity: 'high',
      range: '<7.5.3',
      via: [{ title: 'Arbitrary file overwrite', url: 'https://github.com/advisories/GHSA-0' }],
    },
    installer: { severity: 'high', range: '*', via: ['tar'] },
  },
})
const refused = JSON.stringify({
  message: '405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk',
  error: { summary: '' },
})

describe('policy: automated dependency scanning: advisories', () => {
  test.each([
    ['none', { status: 0, stdout: clean, stderr: '' }, 'ok', []],
    [
      'one, and a package that takes it along',
      { status: 1, stdout: affected, stderr: '' },
      'FAILED',
      [
        'tar <7.5.3 (high): Arbitrary file overwrite https://github.com/advisories/GHSA-0',
        'installer * (high): by tar',
      ],
    ],
    [
      'a registry that knows none',
      { status: 1, stdout: refused, stderr: '' },
      'not run',
      ['The registry could not be asked: 405 Method Not Allowed - POST its address'],
    ],
    [
      'no network',
      { status: 1, stdout: '', stderr: 'npm error network timeout\nmore' },
      'not run',
      ['The registry could not be asked: npm error network timeout'],
    ],
    [
      'no npm',
      { status: null, stdout: '', stderr: '' },
      'not run',
      ['The registry could not be asked: npm ended with null'],
    ],
  ])('%s', (_story, ended, verdict, details) => {
    expect(advisoriesOf(ended)).toEqual({ name: 'advisories', verdict, details })
  })
})

describe('the lock file', () => {
  const integrity = 'sha512-abc'
  test.each<[story: string, entry: Lock['packages'][string], problems: string[]]>([
    ['held by its hash', { version: '1.0.0', integrity }, []],
    ['a build for another platform', { version: '1.0.0', optional: true }, []],
    ['without a hash', { version: '1.0.0' }, ['x has no integrity: anything could take its place.']],
    [
      'held by a weak hash',
      { version: '1.0.0', integrity: 'sha1-abc' },
      ['x is held by sha1. Install it again for sha512.'],
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

  test('that is ours has no problem', () => {
    expect(lockProblems(JSON.parse(readFileSync('package-lock.json', 'utf8')))).toEqual([])
  })
})

describe('licences', () => {
  const component = (name: string, ...licences: string[]) => ({ name, version: '1.0.0', licences })

  test.each([
    ['permissive ones', [component('a', 'MIT'), component('b', 'ISC')], 'ok'],
    ['a choice that holds one', [component('a', '(MIT OR GPL-3.0)')], 'ok'],
    ['one that wants more', [component('a', 'GPL-3.0-only')], 'FAILED'],
    ['two at once of which one does', [component('a', 'MIT', 'GPL-2.0')], 'FAILED'],
    ['none', [component('a')], 'FAILED'],
  ] as const)('%s', (_story, components, verdict) => {
    expect(licencesOf(components).verdict).toBe(verdict)
  })

  test('are read from a document of npm, in all forms that it has', () => {
    const licenses = [{ license: { id: 'MIT' } }, { license: { name: 'Own' } }, { expression: 'ISC OR MIT' }]
    expect(componentsOf({ components: [{ name: 'a', version: '1.0.0', licenses }] })).toEqual([
      { name: 'a', version: '1.0.0', licences: ['MIT', 'Own', 'ISC OR MIT'] },
    ])
  })
})

test('`npm run audit` tells of each part, and leaves a bill of materials', () => {
  const output = execFileSync(process.execPath, ['tools/audit.ts'], { encoding: 'utf8' })
  const verdicts = Object.fromEntries(
    [...output.matchAll(/^([a-z ]+): (ok|FAILED|not run)$/gm)].map(([, name, verdict]) => [name, verdict]),
  )
  // Whether the registry can be asked is the machine's matter; with advisories this fails, as it should.
  expect(['ok', 'not run']).toContain(verdicts.advisories)
  expect(verdicts).toMatchObject({ 'lock file': 'ok', 'bill of materials': 'ok', licences: 'ok' })
  expect(JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8'))).toMatchObject({ bomFormat: 'CycloneDX' })
})
