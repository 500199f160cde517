import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'

const read = (path: string) => readFileSync(join(inject('webPage'), path))

test('the first load has at most 115 kB of JavaScript, gzipped', () => {
  const html = read('index.html').toString()
  const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path = '']) => path)
  expect(scripts).toContain('/theme.js')
  const sizes = scripts.map((path) => gzipSync(read(path)).length)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(115_000)
})

test('the page has no inline code or styles', () => {
  const html = read('index.html').toString()
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/)
})
