import { describe, expect, test } from 'vitest'
import { createFaultSource, type FaultKind } from './fault.ts'
import { seededRandom } from './random.ts'

const draw = (probability: number, seed: number, count = 1000): (FaultKind | undefined)[] => {
  const source = createFaultSource(probability, seededRandom(seed))
  return Array.from({ length: count }, () => source.next())
}

describe('faults by chance', () => {
  test('none unless asked for', () => {
    expect(new Set(draw(0, 1))).toEqual(new Set([undefined]))
  })

  test('every request, if asked for', () => {
    expect(draw(1, 1)).not.toContain(undefined)
  })

  test('a part of the requests', () => {
    const count = draw(0.2, 1).filter((fault) => fault !== undefined).length
    expect(count).toBeGreaterThan(150)
    expect(count).toBeLessThan(250)
  })

  test('mostly what a second try gets over soon', () => {
    const rare = draw(1, 1).filter((fault) =>
      ['outage', 'hang', 'oversize', 'wrong-types'].includes(fault ?? ''),
    )
    expect(rare.length).toBeGreaterThan(0)
    expect(rare.length).toBeLessThan(150)
  })

  test('never what says something untrue of a user or of the query', () => {
    const drawn = new Set(draw(1, 1))
    for (const lie of ['not-found', 'private', 'bad-request'] as const) expect(drawn.has(lie)).toBe(false)
  })

  test('the same seed fails the same requests', () => {
    expect(draw(0.5, 5)).toEqual(draw(0.5, 5))
    expect(draw(0.5, 5)).not.toEqual(draw(0.5, 6))
  })
})

test('scripted faults come first, in their order', () => {
  const source = createFaultSource(0, seededRandom(1))
  source.script(['reset', 'private'])
  source.script(['hang'])
  expect([source.next(), source.next(), source.next(), source.next()]).toEqual([
    'reset',
    'private',
    'hang',
    undefined,
  ])
})
