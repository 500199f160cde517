import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { version } from '../../src/version.ts'

describe('the npm package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sequel-finder-pack-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let files: readonly string[]

  beforeAll(() => {
    execFileSync('node', ['tools/build.ts', join(folder, 'dist')])
    for (const file of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'])
      cpSync(file, join(folder, file))
    const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: folder,
      encoding: 'utf8',
    })
    files = JSON.parse(packed)[0].files.map(({ path }: { path: string }) => path)
    // Other files of an installation.
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  }, 60_000)

  test('contains the program and its documentation', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'README.md',
        'LICENSE',
        'CHANGELOG.md',
        'dist/cli/main.js',
        'dist/core/sequels.js',
        'dist/anilist/schema.graphql',
        'dist/web/index.html',
        'dist/web/theme.js',
      ]),
    )
  })

  test('contains no source, tests or settings', () => {
    expect(files.filter((file) => /\.ts$|test|tsconfig|\.env|\.npmrc/.test(file))).toEqual([])
  })

  test('needs no package that only a checkout has', () => {
    const scripts = files
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
    const needed = scripts.flatMap((script) => [
      ...script.matchAll(/(?:from |import\()'((?:@[^/']+\/)?[^./':][^/':]*)['/]/g),
    ])
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    const names = new Set(needed.map(([, name = '']) => name))
    expect([...names].filter((name) => !(name in dependencies))).toEqual([])
    expect(names).toContain('commander')
  })

  test('runs', () => {
    expect(run('--version')).toBe(`${version}\n`)
    expect(run('--help')).toContain('Usage: sequel-finder')
  })

  test('has every file that its commands load', () => {
    const commands = ['scan', 'sandbox', 'migrate', 'config', 'doctor']
    expect(commands.map((command) => run('help', command).split(' [')[0])).toEqual(
      commands.map((command) => `Usage: sequel-finder ${command}`),
    )
  })

  function run(...args: string[]): string {
    return execFileSync('node', [join(folder, 'dist/cli/main.js'), ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    })
  }
})
