import { expect, test } from 'vitest'
import { formatSecurityReport, stepOutcome } from '../../tools/security/security-report.ts'

test.each([
  ['well', { status: 0, output: 'a\n5 passed\n' }, 'passed', '5 passed'],
  [
    'well, and says more',
    { status: 0, output: 'SQLite: 9\nPostgreSQL: 9\n' },
    'passed',
    'SQLite: 9; PostgreSQL: 9',
  ],
  ['badly', { status: 1, output: 'why\n1 failed\n' }, 'FAILED', '1 failed'],
  ['never', { status: undefined, output: '' }, 'FAILED', 'it took too long'],
])('policy: regular security audits: a part that ends %s', (_story, ended, verdict, detail) => {
  expect(stepOutcome(ended)).toEqual({ verdict, detail })
})

test('says how each part ended, its findings, what was not counted and why, and how to run it alone', () => {
  const step = {
    key: 'forgery',
    name: 'forged requests',
    at: '2026-11-24T10:00:00.000Z',
    command: 'node x.ts',
    seconds: 90.4,
    verdict: 'passed',
    detail: 'a | b',
  } as const
  const attack = { ...step, key: 'injection', name: 'injection', verdict: 'FAILED' } as const
  const report = formatSecurityReport({
    attacks: [{ ...attack, findings: ['id is injectable'], dismissed: ['cipher order: for a reason'] }],
    programs: [step],
    tools: [['sqlmap', '1.7.2']],
    ...{ version: '1.0.0', quick: false },
  })
  expect(report).toContain('Version 1.0.0. 1 of 2 passed, in 3 minutes.')
  expect(report).toContain(
    '| forgery | forged requests | passed | 2026-11-24 | 90 s | a \\| b | `node x.ts` |',
  )
  expect(report).toContain('- injection: id is injectable')
  expect(report).toContain('- cipher order: for a reason')
  expect(report).toContain('| sqlmap | 1.7.2 |')
})
