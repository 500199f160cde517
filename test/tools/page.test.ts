import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isOld } from '../../tools/page.ts'

const sources = [
  'web/pages/home.tsx',
  'src/core/media.ts',
  'vite.config.ts',
  'tools/results-document.ts',
  'tools/service-worker.ts',
  'tools/web-manifest.ts',
  'package-lock.json',
]
let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'page-'))
  for (const folder of ['web/pages', 'src/core', 'tools', 'dist/web'])
    mkdirSync(join(root, folder), { recursive: true })
  for (const file of sources) write(file, 100)
  for (const folder of ['web', 'web/pages', 'src/core']) utimesSync(join(root, folder), 100, 100)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(file: string, at: number): void {
  writeFileSync(join(root, file), '')
  utimesSync(join(root, file), at, at)
}

test('a page that was never built has to be built', () => {
  expect(isOld('dist/web', root)).toBe(true)
})

test('a page that is newer than its sources does not', () => {
  write('dist/web/index.html', 200)
  expect(isOld('dist/web', root)).toBe(false)
})

test.each(sources)('a change to %s makes it outdated', (file) => {
  write('dist/web/index.html', 200)
  write(file, 300)
  expect(isOld('dist/web', root)).toBe(true)
})

test('so does a deleted file', () => {
  write('dist/web/index.html', 200)
  rmSync(join(root, 'web/pages/home.tsx'))
  expect(isOld('dist/web', root)).toBe(true)
})
