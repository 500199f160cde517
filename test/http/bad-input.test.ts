import type { InjectOptions } from 'fastify'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { App } from '../../src/http/instance.ts'
import { problemSchema } from '../../src/http/schemas/problem.ts'
import { sendRaw } from './raw-request.ts'
import { shareService } from './service.ts'

/** A route with a body, like those for writes. */
function addEcho(app: App): void {
  app.post('/echo', {
    config: { public: true },
    schema: {
      body: z.strictObject({ ids: z.array(z.int()) }),
      response: { 200: z.object({ ids: z.array(z.int()) }) },
    },
    handler: async (request) => ({ ids: request.body.ids }),
  })
}

const scan = '/api/v1/scans/casual'
const json = { 'content-type': 'application/json' }
const post = (payload: string | Buffer, headers: Record<string, string> = json): InjectOptions => ({
  method: 'POST',
  url: '/echo',
  headers,
  payload,
})

const cases: readonly (readonly [
  name: string,
  request: InjectOptions | string,
  status: number,
  code: string,
])[] = [
  ['an unknown query field', `${scan}?x=1`, 400, 'request-invalid'],
  ['a query field for a route without any', '/livez?x=1', 400, 'request-invalid'],
  ['a depth of 0', `${scan}?depth=0`, 400, 'request-invalid'],
  ['a negative depth', `${scan}?depth=-1`, 400, 'request-invalid'],
  ['a fractional depth', `${scan}?depth=1.5`, 400, 'request-invalid'],
  ['an infinite depth', `${scan}?depth=${'9'.repeat(400)}`, 400, 'request-invalid'],
  ['a depth that is not a number', `${scan}?depth=NaN`, 400, 'request-invalid'],
  ['an empty depth', `${scan}?depth=`, 400, 'request-invalid'],
  ['a relation that is not followed', `${scan}?relations=CHARACTER`, 400, 'request-invalid'],
  ['a relation in lower case', `${scan}?relations=parent`, 400, 'request-invalid'],
  ['a flag that is neither true nor false', `${scan}?adult=yes`, 400, 'request-invalid'],
  ['an unknown part in include', `${scan}?include=everything`, 400, 'request-invalid'],
  ['a parameter twice', `${scan}?depth=1&depth=2`, 400, 'parameter-duplicated'],
  ['a parameter twice, once encoded', `${scan}?depth=1&%64epth=2`, 400, 'parameter-duplicated'],
  ['a parameter as a list', `${scan}?relations[]=PARENT`, 400, 'request-invalid'],
  ['a parameter as an object', `${scan}?depth[a]=1`, 400, 'request-invalid'],
  ['a parameter named __proto__', `${scan}?__proto__=1`, 400, 'request-invalid'],
  ['a query that is not UTF-8', `${scan}?depth=%ff`, 400, 'query-malformed'],
  ['a query with half an escape', `${scan}?depth=%`, 400, 'query-malformed'],
  ['a query with a zero byte', `${scan}?depth=%00`, 400, 'request-invalid'],
  ['a path that is not UTF-8', '/api/v1/scans/%ff', 400, 'path-malformed'],
  ['a path with half an escape', '/api/v1/scans/%', 400, 'path-malformed'],
  ['an overlong encoding of a slash', '/api/v1/scans/%c0%af', 400, 'path-malformed'],
  ['a name with path traversal', '/api/v1/scans/..%2f..%2fetc%2fpasswd', 400, 'request-invalid'],
  ['a name with path traversal by backslashes', '/api/v1/scans/..%5c..%5cetc', 400, 'request-invalid'],
  ['a name with a zero byte', '/api/v1/scans/casual%00', 400, 'request-invalid'],
  ['a name with a line break', '/api/v1/scans/a%0d%0aSet-Cookie:%20x=1', 400, 'request-invalid'],
  ['a name with markup', '/api/v1/scans/%3Cscript%3E', 400, 'request-invalid'],
  ['a name in another script', '/api/v1/scans/%E9%80%B2%E6%92%83', 400, 'request-invalid'],
  ['a name of 41 letters', `/api/v1/scans/${'a'.repeat(41)}`, 400, 'request-invalid'],
  ['a name of 4,000 letters', `/api/v1/scans/${'a'.repeat(4000)}`, 400, 'request-invalid'],
  ['no name', '/api/v1/scans/', 400, 'request-invalid'],
  ['a path with a double slash', '//api/v1/scans/casual', 404, 'route-not-found'],
  ['path traversal', '/api/../../etc/passwd', 404, 'route-not-found'],
  ['a file next to the page', '/.env', 404, 'route-not-found'],
  ['a file next to the documentation', '/docs/static/..%2f..%2f..%2fpackage.json', 404, 'route-not-found'],
  ['a path in upper case', '/API/v1/scans/casual', 404, 'route-not-found'],
  ['an unknown address', '/api/v2', 404, 'route-not-found'],
  ['a method that the address does not have', { method: 'DELETE', url: scan }, 405, 'method-not-allowed'],
  ['TRACE', { method: 'TRACE' as 'GET', url: '/livez' }, 405, 'method-not-allowed'],
  [
    'a body of another type',
    post('ids=1', { 'content-type': 'text/plain' }),
    415,
    'content-type-unsupported',
  ],
  [
    'a form',
    post('ids=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'content-type-unsupported',
  ],
  [
    'a multipart body',
    post('--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
    415,
    'content-type-unsupported',
  ],
  ['an unknown expectation', { url: '/livez', headers: { expect: 'x' } }, 417, 'expectation-failed'],
  ['an invalid type', post('{}', { 'content-type': 'json' }), 415, 'content-type-unsupported'],
  [
    'another charset',
    post('{"ids":[]}', { 'content-type': 'application/json; charset=utf-7' }),
    415,
    'content-type-unsupported',
  ],
  ['no type', post('{"ids":[]}', { 'content-type': '' }), 415, 'content-type-unsupported'],
  ['a body that is not UTF-8', post(Buffer.from([0x22, 0xff, 0x22])), 400, 'json-malformed'],
  ['a body with half a character', post(Buffer.from([0x22, 0xe9, 0x80, 0x22])), 400, 'json-malformed'],
  ['a body that is not JSON', post('{ids:1}'), 400, 'json-malformed'],
  ['a truncated body', post('{"ids":[1'), 400, 'json-malformed'],
  ['no body', post(''), 400, 'json-malformed'],
  ['a key named __proto__', post('{"ids":[],"__proto__":{"admin":true}}'), 400, 'json-malformed'],
  ['the same key, nested', post('{"ids":[{"__proto__":{}}]}'), 400, 'json-malformed'],
  ['an unknown body field', post('{"ids":[],"admin":true}'), 400, 'request-invalid'],
  ['a missing body field', post('{}'), 400, 'request-invalid'],
  ['a string for a number', post('{"ids":["1"]}'), 400, 'request-invalid'],
  ['a fraction for an integer', post('{"ids":[1.5]}'), 400, 'request-invalid'],
  ['a number out of range', post('{"ids":[1e999]}'), 400, 'request-invalid'],
  ['null for a list', post('{"ids":null}'), 400, 'request-invalid'],
  ['a list for an object', post('[]'), 400, 'request-invalid'],
  ['null for an object', post('null'), 400, 'request-invalid'],
  ['a body of a megabyte', post(JSON.stringify({ ids: Array(200_000).fill(1) })), 413, 'body-too-large'],
  ['a body nested 10,000 deep', post('['.repeat(10_000) + ']'.repeat(10_000)), 400, 'json-malformed'],
]

const service = shareService({ extend: addEcho })

test.each(cases)('%s is refused with a code', async (_name, request, status, code) => {
  const { app, sandbox } = service()
  const logged = service().log().length
  const reply = await app.inject(request)
  expect([reply.statusCode, reply.json().code]).toEqual([status, code])
  expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(problemSchema.parse(reply.json()).requestId).toBe(reply.headers['x-request-id'])
  expect(sandbox.requests).toEqual([])
  expect(
    service()
      .log()
      .slice(logged)
      .filter(({ level }) => level !== 'info'),
  ).toEqual([])
})

test('reports all errors at once, field by field', async () => {
  const { app } = service()
  const { errors } = (await app.inject(`${scan}?depth=0&adult=yes&x=1`)).json()
  expect(errors.map((error: { in: string; at: string }) => `${error.in} ${error.at}`).sort()).toEqual([
    'query ',
    'query adult',
    'query depth',
  ])
})

test('405 lists the allowed methods', async () => {
  const { app } = service()
  expect((await app.inject({ method: 'PUT', url: scan })).headers.allow).toBe('GET, HEAD')
})

describe('bytes that no HTTP client would send', () => {
  const host = 'Host: localhost\r\n'
  const raw: readonly (readonly [name: string, bytes: string | Buffer, status: number, code: string])[] = [
    ['not HTTP', 'hello\r\n\r\n', 400, 'http-malformed'],
    [
      'a duplicate header',
      `GET /livez HTTP/1.1\r\n${host}Authorization: a\r\nAuthorization: b\r\nConnection: close\r\n\r\n`,
      400,
      'header-duplicated',
    ],
    [
      'two hosts',
      `GET /livez HTTP/1.1\r\n${host}Host: evil.net\r\nConnection: close\r\n\r\n`,
      400,
      'header-duplicated',
    ],
    [
      'two content types',
      `POST /echo HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
      400,
      'header-duplicated',
    ],
    [
      'two cookies',
      `GET /livez HTTP/1.1\r\n${host}Cookie: a=1\r\ncookie: a=2\r\nConnection: close\r\n\r\n`,
      400,
      'header-duplicated',
    ],
    [
      'two lengths',
      `POST /echo HTTP/1.1\r\n${host}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      400,
      'http-malformed',
    ],
    [
      'a length and chunks',
      `POST /echo HTTP/1.1\r\n${host}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'http-malformed',
    ],
    [
      'headers of 20 KB',
      `GET /livez HTTP/1.1\r\n${host}X: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    ['a URL of 20 KB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, 431, 'headers-too-large'],
    ['a header with a zero byte', `GET /livez HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`, 400, 'http-malformed'],
    ['an unknown method', `FETCH /livez HTTP/1.1\r\n${host}\r\n`, 400, 'http-malformed'],
    [
      'raw bytes in the path',
      Buffer.from(`GET /\xff\xfe HTTP/1.1\r\n${host}\r\n`, 'latin1'),
      400,
      'http-malformed',
    ],
  ]
  test.each(raw)('%s', async (_name, bytes, status, code) => {
    const reply = await sendRaw(await service().listen(), bytes)
    expect([reply.status, JSON.parse(reply.body).code]).toEqual([status, code])
    expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
    expect(problemSchema.parse(JSON.parse(reply.body)).requestId).toBe(reply.headers.get('x-request-id'))
  })
})
