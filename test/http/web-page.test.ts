import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { shareService, startService } from './service.ts'

const html = { accept: 'text/html,application/xhtml+xml' }

describe('with a page', () => {
  const outer = mkdtempSync(join(tmpdir(), 'page-'))
  const folder = join(outer, 'page')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'results.html'), '<!doctype html><title>the page of a list</title>')
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>the page</title>')
  writeFileSync(join(folder, 'assets', 'main-4f1d.js'), `console.log(${'1 + '.repeat(1000)}1)`)
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(outer, 'outside.txt'), 'not public')
  afterAll(() => rmSync(outer, { recursive: true }))
  const service = shareService({ app: { webPage: folder } })

  const files: readonly (readonly [url: string, type: string, cache: string])[] = [
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/icon.svg', 'image/svg+xml', 'no-cache'],
    ['/assets/main-4f1d.js', 'application/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ]
  test.each(files)('serves %s', async (url, type, cache) => {
    const reply = await service().app.inject({ url, headers: html })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers).toMatchObject({ 'content-type': type, 'cache-control': cache })
    expect(reply.headers).toHaveProperty('content-security-policy')
  })

  test('compresses text', async () => {
    const reply = await service().app.inject({
      url: '/assets/main-4f1d.js',
      headers: { 'accept-encoding': 'br' },
    })
    expect(reply.headers['content-encoding']).toBe('br')
  })

  test('serves the page at every address that a browser opens', async () => {
    const reply = await service().app.inject({ url: '/casual/franchises/16498', headers: html })
    expect([reply.statusCode, reply.body]).toEqual([200, expect.stringContaining('the page')])
    expect(reply.headers['cache-control']).toBe('no-cache')
  })

  test('serves the document with the code for results at the address of a list', async () => {
    const reply = await service().app.inject({ url: '/u/casual?sort=year', headers: html })
    expect([reply.statusCode, reply.body]).toEqual([200, expect.stringContaining('the page of a list')])
    expect(reply.headers.link).toMatch(/^<http:\/\/127\.0\.0\.1:\d+>; rel=preconnect$/)
  })

  const missing: readonly (readonly [name: string, url: string, headers: Record<string, string>])[] = [
    ['an address of the API', '/api/v1/nothing', html],
    ['an old part of the page', '/assets/main-0000.js', html],
    ['a request from a program', '/casual', { accept: 'application/json' }],
    ['path traversal', '/..%2foutside.txt', {}],
    ['path traversal, encoded twice', '/%252e%252e/outside.txt', {}],
    ['path traversal by backslashes', '/..%5coutside.txt', {}],
    ['path traversal from a subfolder', '/assets/..%2f..%2foutside.txt', {}],
  ]
  test.each(missing)('does not serve the page for %s', async (_name, url, headers) => {
    const reply = await service().app.inject({ url, headers })
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'route-not-found'])
  })
})

test('the root says where to go if there is no page', async () => {
  const { app } = await startService()
  expect((await app.inject('/')).json()).toMatchObject({ documentation: '/docs', openapi: '/docs/json' })
})
