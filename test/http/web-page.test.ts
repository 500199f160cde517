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
  writeFileSync(join(outer, 'outside.txt'), 'not for anyone')
  afterAll(() => rmSync(outer, { recursive: true }))
  const service = shareService({ app: { webPage: folder } })

  const files: readonly (readonly [url: string, type: string, cache: string])[] = [
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/icon.svg', 'image/svg+xml', 'no-cache'],
    ['/assets/main-4f1d.js', 'application/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ]
  test.each(files)('%s is served', async (url, type, cache) => {
    const reply = await service().app.inject({ url, headers: html })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers).toMatchObject({ 'content-type': type, 'cache-control': cache })
    expect(reply.headers).toHaveProperty('content-security-policy')
  })

  test('text is compressed', async () => {
    const reply = await service().app.inject({
      url: '/assets/main-4f1d.js',
      headers: { 'accept-encoding': 'br' },
    })
    expect(reply.headers['content-encoding']).toBe('br')
  })

  test('every address that a browser opens is a view of it', async () => {
    const reply = await service().app.inject({ url: '/casual/franchises/16498', headers: html })
    expect([reply.statusCode, reply.body]).toEqual([200, expect.stringContaining('the page')])
    expect(reply.headers['cache-control']).toBe('no-cache')
  })

  test('the address of a list gets the document that names the code for results', async () => {
    const reply = await service().app.inject({ url: '/u/casual?sort=year', headers: html })
    expect([reply.statusCode, reply.body]).toEqual([200, expect.stringContaining('the page of a list')])
    expect(reply.headers.link).toMatch(/^<http:\/\/127\.0\.0\.1:\d+>; rel=preconnect$/)
  })

  const missing: readonly (readonly [name: string, url: string, headers: Record<string, string>])[] = [
    ['an address of the API', '/api/v1/nothing', html],
    ['a part of the page that is gone', '/assets/main-0000.js', html],
    ['anything that a program asks for', '/casual', { accept: 'application/json' }],
    ['a file outside', '/..%2foutside.txt', {}],
    ['a file outside, twice encoded', '/%252e%252e/outside.txt', {}],
    ['a file outside, by backslashes', '/..%5coutside.txt', {}],
    ['a file outside, from inside', '/assets/..%2f..%2foutside.txt', {}],
  ]
  test.each(missing)('%s is not', async (_name, url, headers) => {
    const reply = await service().app.inject({ url, headers })
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'route-not-found'])
  })
})

test('without a page the root tells where to go', async () => {
  const { app } = await startService()
  expect((await app.inject('/')).json()).toMatchObject({ documentation: '/docs', openapi: '/docs/json' })
})
