import { describe, expect, test } from 'vitest'
import type { Scanned } from '../../tools/security/caller.ts'
import { judgeCrowd } from '../../tools/security/queue-attack.ts'
import { jain } from '../../tools/security/soak-attack.ts'

describe('the attack with a crowd of scans', () => {
  const scan = (ms: number, change: Partial<Scanned> = {}): Scanned => ({
    ...{ code: 'answered', ms, toldMs: 100, requests: 4, lastEventId: '' },
    ...change,
  })
  const refused = [scan(1000), scan(4000), scan(2000, { code: 'scan-timeout' })]
  test.each<[story: string, scans: Scanned[], cost: number, findings: RegExp[]]>([
    ['answered one after another', [scan(1000), scan(2000), scan(4000)], 4, []],
    ['all answered at the same moment', [scan(9000), scan(9100), scan(9200)], 4, [/the median is 9.1 s/]],
    ['kept waiting', [scan(11_000), scan(12_000), scan(30_000)], 4, [/the first is answered after 11/]],
    [
      'not told how long it takes',
      [scan(1000), scan(2000), scan(11_000, { toldMs: 3001 })],
      4,
      [/1 wait for longer than 3 s without/],
    ],
    ['refused, although there was time', refused, 50, [/2 are answered, although 3 are/]],
    ['refused, because there was no time', refused, 75, []],
    ['not answered at all', [scan(1000, { code: 'scan-queue-full' })], 4, [/0 are answered, although 1 are/]],
  ])('judges scans: %s', (_story, scans, cost, findings) => {
    expect(judgeCrowd(scans, cost).findings).toEqual(findings.map((each) => expect.stringMatching(each)))
  })
})

test.each([
  ['alike', [5, 5, 5, 5], 1],
  ['one alone', [8, 0, 0, 0], 0.25],
  ['half of them', [6, 6, 0, 0], 0.5],
])('fairness of waits: %s', (_story, waits, index) => {
  expect(jain(waits)).toBe(index)
})
