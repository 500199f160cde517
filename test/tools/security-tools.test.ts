import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { withoutColours } from '../../tools/security/run-tool.ts'
import { sampleRequests } from '../../tools/security/sample-requests.ts'
import { judgeSlowhttptest } from '../../tools/security/slowhttptest.ts'
import { judgeSqlmap } from '../../tools/security/sqlmap.ts'
import { judgeTestssl } from '../../tools/security/testssl.ts'
import { judgeWapiti } from '../../tools/security/wapiti.ts'

describe('policy: regular security audits: the results of other tools: sqlmap', () => {
  const tested = (times: number) =>
    Array.from(
      { length: times },
      (_, i) => `[12:00:00] [INFO] testing for SQL injection on URI parameter '#${i}*'`,
    )
  const clean = '[12:00:09] [CRITICAL] all tested parameters do not appear to be injectable. Try …'
  const replies = '404 (Not Found) - 1 times, 400 (Bad Request) - 161 times'
  test.each<[string, number | undefined, string[], string[]]>([
    ['nothing found in two inputs', 0, [...tested(2), clean, replies], []],
    ['an input that was not tested', 0, [...tested(1), clean], ['it tested 1 of 2 inputs']],
    ['an end without a result', 1, tested(2), ['it reached no result']],
    ['killed', undefined, tested(2), ['it did not finish in time']],
    [
      'an injection',
      0,
      [
        ...tested(2),
        'sqlmap identified the following injection point(s)',
        'Parameter: id (GET)',
        '    Type: UNION query',
      ],
      ['id (GET) is injectable'],
    ],
  ])('%s', (_story, status, lines, findings) => {
    expect(judgeSqlmap({ status, output: lines.join('\n') }, 2).findings).toEqual(findings)
  })

  test('counts the replies', () => {
    expect(judgeSqlmap({ status: 0, output: replies }, 0).sent).toBe(162)
  })
})

test('wapiti: vulnerabilities and anomalies count, unless they are known to be harmless', () => {
  const item = (info: string) => ({ method: 'GET', path: '/a', info })
  const report = {
    vulnerabilities: { 'HTTP Secure Headers': [item('X-XSS-Protection is not set')], CRLF: [item('in q')] },
    anomalies: { 'Internal Server Error': [item('500')] },
  }
  const { findings, dismissed } = judgeWapiti(report)
  expect(findings).toEqual(['CRLF: GET /a: in q', 'Internal Server Error: GET /a: 500'])
  expect(dismissed).toEqual([expect.stringMatching(/X-XSS-Protection is not set: browsers no longer/)])
})

test('testssl: everything abnormal counts, unless it is known', () => {
  const results = [
    { id: 'TLS1_2', severity: 'OK', finding: 'offered' },
    { id: 'TLS1', severity: 'LOW', finding: 'offered (deprecated)' },
    { id: 'cipher_order', severity: 'HIGH', finding: 'NOT a cipher order configured' },
  ]
  const { findings, dismissed } = judgeTestssl(results)
  expect(findings).toEqual(['TLS1 (LOW): offered (deprecated)'])
  expect(dismissed).toEqual([
    expect.stringMatching(/^cipher_order, NOT a cipher order configured: all offered/),
  ])
})

test.each<[string, string[], string[]]>([
  ['always there', ['0,0,1,0,200', '1,100,0,100,200'], []],
  [
    'briefly unavailable',
    ['0,0,1,0,200', '1,0,0,200,0', '2,0,0,200,200'],
    ['the service was unavailable in second 1'],
  ],
  ['no connection', ['0,0,1,0,200'], ['it never got a connection']],
  ['nothing tried', [], ['it did nothing']],
])('slowhttptest: %s', (_story, rows, findings) => {
  const csv = ['Seconds,Closed,Pending,Connected,Service Available', ...rows].join('\n')
  expect(judgeSlowhttptest(`${csv}\n`)).toEqual(findings)
})

test('removes control characters for the terminal', () => {
  expect(withoutColours('\u001b[?1049h\u001b[1;32mYES\u001b[0m\u001b(B')).toBe('YES')
})

describe('requests to attack', () => {
  const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'))

  test('include one for each operation with input, with all of its inputs marked', () => {
    const requests = sampleRequests(document)
    const scan = requests.find(({ target }) => target.startsWith('/api/v1/scans/'))
    expect(scan).toMatchObject({ method: 'GET', inputs: 12, body: undefined })
    expect(scan?.target.split('*')).toHaveLength(13)
    const addition = requests.find(({ method, target }) => method === 'POST' && target === '/api/v1/list')
    expect(addition).toMatchObject({
      headers: { 'idempotency-key': expect.stringMatching(/\*$/) },
      inputs: 3,
    })
  })

  test('fail for a new input without a sample', () => {
    const paths = {
      '/new/{thing}': { get: { parameters: [{ in: 'path', name: 'thing', schema: {} }], responses: {} } },
    }
    expect(() => sampleRequests({ ...document, paths })).toThrow('no sample for /new/{thing} thing')
  })
})
