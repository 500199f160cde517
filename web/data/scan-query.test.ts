import { describe, expect, test } from 'vitest'
import type { Franchise, ScanProgress } from './scan.ts'
import { goOn, type RunningScan } from './scan-query.ts'

/** A franchise of these media, all of one line. */
function franchise(...ids: number[]): Franchise {
  return {
    id: Math.min(...ids),
    title: '',
    media: ids.map((id) => ({ id })),
    main: ids,
  } as unknown as Franchise
}

function play(...snapshots: (readonly Franchise[])[]): RunningScan {
  let running: RunningScan | undefined
  for (const [at, franchises] of snapshots.entries()) {
    const progress = { phase: 'relations', entries: 1, missing: 1, requests: 1, franchises } as ScanProgress
    running = goOn(running, progress, 1000 + at)
  }
  return running as RunningScan
}

describe('a running scan', () => {
  test.each([
    ['new franchises come last', [[franchise(5)], [franchise(1), franchise(5)]], [5, 1]],
    ['one that is not told of again stays', [[franchise(5), franchise(7)], [franchise(7)]], [5, 7]],
    ['nothing yet', [[]], []],
    ['one that has another id by now is not shown twice', [[franchise(5, 6)], [franchise(2, 5, 6)]], [5]],
  ])('%s', (_story, snapshots, expected) => {
    expect(play(...snapshots).franchises.map(({ id }) => id)).toEqual(expected)
  })

  test('what grew is shown grown, in a card of the first size', () => {
    const running = play([franchise(5, 6)], [franchise(5, 6, 7)])
    expect(running.franchises[0]?.media).toHaveLength(3)
    expect(running.places.get(5)).toBe(2)
  })

  test('remembers since when there is something to read', () => {
    expect(play([]).shownSince).toBeUndefined()
    expect(play([], [franchise(1)], [franchise(1)]).shownSince).toBe(1001)
  })
})
