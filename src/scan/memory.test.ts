import { describe, expect, test } from 'vitest'
import { type Claimant, createMemory } from './memory.ts'

const claimant = (caller: string, more: Partial<Claimant> = {}): Claimant => ({
  caller,
  isWanted: () => true,
  signal: new AbortController().signal,
  ...more,
})

/** A memory for 100 titles, and who has entered it, in that order. */
function setUp() {
  const memory = createMemory({ most: 100 })
  const entered: string[] = []
  const enter = (caller: string, titles: number, more: Partial<Claimant> = {}) => {
    const place = memory.reserve(0)
    place.grow(titles, claimant(caller, more)).then(
      () => entered.push(`${caller} ${titles}`),
      () => entered.push(`${caller} gave up`),
    )
    return place
  }
  const settled = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return entered
  }
  return { memory, enter, settled }
}

describe('policy: bounded memory: gives memory to', () => {
  const cases: readonly (readonly [string, readonly (readonly [string, number])[], readonly string[]])[] = [
    ['one, however much it needs', [['a', 500]], ['a 500']],
    [
      'long ones only in two thirds',
      [
        ['a', 40],
        ['b', 40],
        ['c', 20],
      ],
      ['a 40', 'c 20'],
    ],
    [
      'one caller only in a quarter',
      [
        ['a', 4],
        ['a', 20],
        ['a', 4],
      ],
      ['a 4', 'a 20'],
    ],
    [
      'a short one after a long one that waits',
      [
        ['a', 60],
        ['b', 60],
        ['c', 4],
      ],
      ['a 60', 'c 4'],
    ],
  ]
  test.each(cases)('%s', async (_name, wanted, expected) => {
    const { enter, settled } = setUp()
    for (const [caller, titles] of wanted) enter(caller, titles)
    expect(await settled()).toEqual(expected)
  })

  test('a new visitor with a short list even if there is none left', async () => {
    const { memory, enter, settled } = setUp()
    enter('a', 20)
    memory.reserve(80)
    enter('a', 3)
    enter('b', 5)
    enter('c', 30)
    expect(await settled()).toEqual(['a 20', 'b 5'])
  })
})

describe('a waiting scan', () => {
  test('enters when others leave, callers with the least first', async () => {
    const { enter, settled } = setUp()
    const first = enter('a', 60)
    enter('b', 4)
    enter('b', 25)
    enter('c', 25)
    await settled()
    enter('b', 20)
    first.free()
    expect(await settled()).toEqual(['a 60', 'b 4', 'c 25', 'b 20'])
  })

  test('gives up when its signal aborts', async () => {
    const { enter, settled } = setUp()
    const abort = new AbortController()
    enter('a', 60)
    const second = enter('b', 60, { signal: abort.signal })
    abort.abort(new Error('enough'))
    second.free()
    expect(await settled()).toEqual(['a 60', 'b gave up'])
  })

  test('gives way while nobody wants its answer', async () => {
    const { memory, enter, settled } = setUp()
    let wanted = false
    const first = enter('a', 60)
    enter('b', 60, { isWanted: () => wanted })
    first.free()
    expect(await settled()).toEqual(['a 60'])
    wanted = true
    memory.admit()
    expect(await settled()).toEqual(['a 60', 'b 60'])
  })
})

test('spare contents make memory for others, the longest unused first, unless they are needed again', () => {
  const memory = createMemory({ most: 100 })
  const gone: string[] = []
  const [a, , c] = ['a', 'b', 'c'].map((name) => {
    const place = memory.reserve(30)
    place.makeDroppable(() => {
      gone.push(name)
      place.free()
    })
    return place
  })
  a?.keep()
  expect(memory.reserve(0).tryGrow(40, claimant('d'))).toBe(true)
  expect([gone, memory.titles]).toEqual([['b'], 100])
  c?.resize(40)
  expect([gone, memory.titles]).toEqual([['b', 'c'], 70])
})
