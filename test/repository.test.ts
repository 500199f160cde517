import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { options } from '../src/config/options.ts'

/** Files that git has or would add. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trimEnd()
  .split('\n')
const texts = new Map(
  files.flatMap((file) => {
    const text = readText(file)
    return text === undefined ? [] : [[file, text] as const]
  }),
)
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

describe('the lock file', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const packages = Object.entries<LockEntry>(lock.packages)

  test('names no registry', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/)
  })

  test('has an entry for every optional package, so that `npm ci` accepts it', () => {
    const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    )
    expect(missing).toEqual([])
  })

  test('matches package.json', () => {
    const { dependencies, devDependencies, version } = lock.packages['']
    const { dependencies: wanted, devDependencies: wantedDev, version: wantedVersion } = manifest
    expect({ dependencies, devDependencies, version }).toEqual({
      dependencies: wanted,
      devDependencies: wantedDev,
      version: wantedVersion,
    })
  })

  /** Whether Node would find the package from `path`, there or in a parent folder. */
  function isLocked(path: string, name: string): boolean {
    const folders = path.split(/(?:^|\/)node_modules\//)
    return folders.some((_, depth) => {
      const outer = folders.slice(0, depth + 1).join('/node_modules/')
      return `${outer}/node_modules/${name}`.replace(/^\//, '') in lock.packages
    })
  }
})

describe('package.json', () => {
  test('pins every package to one version', () => {
    const versions = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test('has a changelog that mentions its version', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`## [${manifest.version}]`)
  })
})

test('continuous integration runs `npm test` completely', () => {
  expect(readFileSync('.ci/run', 'utf8')).toMatch(/^FORBID_SKIPS=1 exec npm test$/m)
  expect(statSync('.ci/run').mode & 0o111).not.toBe(0)
})

describe('policy: never commit .env, keys or tokens: what must not be in the repository', () => {
  test.each(['.env', '*.env', '!.env.example', '*.key', '*.pem', '*.secret'])(
    '.gitignore ignores %s',
    (line) => {
      expect(readFileSync('.gitignore', 'utf8').split('\n')).toContain(line)
    },
  )

  // Each has an example, which shows that the pattern works.
  test.each([
    ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/, '-----BEGIN RSA PRIVATE KEY-----'],
    // The shortest real signature has 43 characters; made-up tokens in tests have fewer.
    [
      'a JSON web token',
      /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{40,}/,
      `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(43)}`,
    ],
    [
      'a token of a code host',
      /\b(gh[pousr]_\w{36}|glpat-[\w-]{20}|npm_\w{36})\b/,
      `token: ghp_${'a'.repeat(36)}`,
    ],
    ['a key of a cloud provider', /\bAKIA[0-9A-Z]{16}\b/, `AKIA${'A'.repeat(16)}`],
    ['a secret option with a value', secretAssignment(), `DATABASE_ENCRYPTION_KEY=${'a'.repeat(32)}`],
    [
      'a login for another server',
      /:\/\/\w+:[^@\s/'"`$]+@[\w.-]+\.(com|net|org|io|dev)\b/,
      'postgresql://me:pw@db.acme.com/x',
    ],
    ['a path in a home folder', /(?<![\w.}])\/(home|Users|root|work)\/[\w.-]+\//, "'/home/me/project/'"],
    [
      'the address of a package registry',
      /registry\.npmjs\.org|npm\.pkg\.github\.com/,
      `https://registry.${'npmjs'}.org/zod`,
    ],
  ])('%s', (_story, pattern, example) => {
    expect(example).toMatch(pattern)
    expect(filesWith(pattern)).toEqual([])
  })

  test.each([
    ['an environment file', /(^|\/)[^/]*\.env$/],
    ['a key or a database', /\.(key|pem|secret|db|sqlite)$/],
    ['installed or generated files', /^(node_modules|dist|data|tmp|coverage)\//],
  ])('%s', (_story, pattern) => {
    expect(files.filter((file) => pattern.test(file))).toEqual([])
  })

  test('a skipped, focused or unfinished test', () => {
    expect(filesWith(/\b(it|test|describe)(\.\w+)*\.(skip|only|todo|fails)\(/)).toEqual([])
  })

  test('a way for the program to start others', () => {
    expect(filesWith(/['"](node:)?child_process['"]/, /^src\//)).toEqual([])
  })

  test('unfinished code', () => {
    expect(filesWith(/\b(TODO|FIXME|XXX|HACK)\b/, /^(src|web|tools)\//)).toEqual([])
  })
})

interface LockEntry {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The name of a secret option followed by a value of eight characters or more, as in an environment file. */
function secretAssignment(): RegExp {
  const names = Object.values(options).flatMap((option) =>
    'conceal' in option && option.name !== 'DATABASE_URL' ? [option.name] : [],
  )
  return new RegExp(`^\\s*(?:export )?(?:${names.join('|')})=[^\\s#$<]{8,}`, 'm')
}

/** This file itself contains the examples. */
function filesWith(pattern: RegExp, place = /^(?!test\/repository\.test\.ts$)/): string[] {
  return [...texts].filter(([file, text]) => place.test(file) && pattern.test(text)).map(([file]) => file)
}

/** undefined for binary files, and for files that are deleted but not committed. */
function readText(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
