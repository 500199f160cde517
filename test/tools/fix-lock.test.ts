import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A lock file as npm writes it here: only the bundler's build for this machine has an entry. */
const incomplete = {
  name: 'example',
  packages: {
    '': { devDependencies: { bundler: '1.0.0' } },
    'node_modules/bundler': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: {
        '@bundler/linux-x64-gnu': '1.0.0',
        '@bundler/linux-arm64-musl': '1.0.0',
        '@bundler/openharmony-arm64': '1.0.0',
        '@bundler/win32-ia32': '1.0.0',
        watcher: '~2.3.0',
      },
    },
    'node_modules/@bundler/linux-x64-gnu': { version: '1.0.0', integrity: 'sha512-x', optional: true },
  },
}

describe('tools/fix-lock.mjs', () => {
  test.each([
    ['Linux, ARM, musl', '@bundler/linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
    [
      'a system whose name contains a processor',
      '@bundler/openharmony-arm64',
      { os: ['openharmony'], cpu: ['arm64'] },
    ],
    ['Windows, 32 bits', '@bundler/win32-ia32', { os: ['win32'], cpu: ['ia32'] }],
  ])('adds the build for %s', (_story, name, platform) => {
    const { lock } = fix(incomplete)
    expect(lock.packages[`node_modules/${name}`]).toEqual({
      version: '1.0.0',
      optional: true,
      dev: true,
      ...platform,
    })
  })

  test('does not change what is locked', () => {
    const { lock } = fix(incomplete)
    for (const [path, entry] of Object.entries(incomplete.packages))
      expect(lock.packages[path]).toEqual(entry)
  })

  test('names a package it cannot complete, because a range has no exact version', () => {
    const { lock, output } = fix(incomplete)
    expect(output).toContain('not completed: watcher, because node_modules/bundler asks for the range ~2.3.0')
    expect(lock.packages).not.toHaveProperty('node_modules/watcher')
  })

  test('changes nothing the second time', () => {
    const once = fix(incomplete)
    const twice = fix(once.lock)
    expect(twice.text).toBe(once.text)
    expect(twice.output).toContain('is complete')
  })

  test('finds this project complete', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
    expect(fix(lock).text).toBe(readFileSync('package-lock.json', 'utf8'))
  })
})

function fix(content: object) {
  const file = join(temporaryFolder(), 'package-lock.json')
  writeFileSync(file, JSON.stringify(content))
  // Both streams in one, since warnings go to the second.
  const output = execFileSync('sh', ['-c', 'node tools/fix-lock.mjs "$0" 2>&1', file], { encoding: 'utf8' })
  const text = readFileSync(file, 'utf8')
  return { lock: JSON.parse(text), text, output }
}
