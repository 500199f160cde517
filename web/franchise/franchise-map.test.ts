import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relationKinds } from '../../src/core/relation.ts'
import { anime } from '../../test/support/graph.ts'
import type { Placed, Relation } from './columns.ts'
import { type FranchiseMap, mapOf as mapByWeight, weightOf } from './franchise-map.ts'
import { drawMap, type Measures, type Point, pathOf } from './geometry.ts'
import { walkOf } from './walk.ts'

/** All titles weigh the same here: the longest chain is the main line. */
const mapOf = (all: ReturnType<typeof franchise>) => mapByWeight(all, () => 1)

type Dates = Readonly<Record<number, string>>

/** Media by id with their dates, `2013-04`, `2013` or empty, in watch order; relations as `1 SEQUEL 2`. */
function franchise(dates: Dates, relations: readonly string[]) {
  const media = Object.entries(dates).map(([id, date]): Placed => {
    const [year = null, month = null] = date === '' ? [] : date.split('-').map(Number)
    return { id: Number(id), startDate: { year, month, day: null } }
  })
  return { media, relations: relations.map(relation) }
}

function relation(text: string): Relation {
  const [from, kind, to] = text.split(' ')
  return { from: Number(from), to: Number(to), kind: kind as Relation['kind'] }
}

/** A row a line, a column a place: where each stop is. */
function sketch({ stops, rows, columns }: FranchiseMap): string[] {
  const grid = Array.from({ length: rows }, () => Array<string>(columns).fill('.'))
  for (const [id, { row, column }] of stops) (grid[row] as string[])[column] = `${id}`
  return grid.map((row) => row.join(' '))
}

const years = (map: FranchiseMap) => map.years.map(({ year, count }) => `${year ?? '?'}×${count}`).join(' ')

test.each<[story: string, dates: Dates, relations: string[], rows: string[], years: string]>([
  ['one title alone', { 1: '2013' }, [], ['1'], '2013×1'],
  ['a season and the next', { 1: '2013', 2: '2017' }, ['1 SEQUEL 2'], ['1 2'], '2013×1 2017×1'],
  [
    'a film between two seasons hangs below',
    { 1: '2013', 3: '2014', 2: '2017' },
    ['1 SEQUEL 2', '1 SIDE_STORY 3'],
    ['1 . 2', '. 3 .'],
    '2013×1 2014×1 2017×1',
  ],
  [
    'two seasons of one year stand side by side',
    { 1: '2013-01', 2: '2013-10', 3: '2014' },
    ['1 SEQUEL 2', '2 SEQUEL 3'],
    ['1 2 3'],
    '2013×2 2014×1',
  ],
  [
    'a special takes the place of its month in a year that is wide anyway',
    { 1: '2012', 2: '2013-01', 3: '2013-10', 4: '2013-12' },
    ['1 SEQUEL 2', '2 SEQUEL 3', '1 SIDE_STORY 4'],
    ['1 2 3', '. . 4'],
    '2012×1 2013×2',
  ],
  [
    'the longest chain is the main line, even where a branch begins earlier',
    { 1: '2010', 4: '2011', 2: '2012', 3: '2013', 5: '2014' },
    ['1 SEQUEL 4', '1 SEQUEL 2', '2 SEQUEL 3', '3 SEQUEL 5'],
    ['1 . 2 3 5', '. 4 . . .'],
    '2010×1 2011×1 2012×1 2013×1 2014×1',
  ],
  [
    'what stands beside one title shares a line',
    { 1: '2000', 2: '2001', 3: '2002', 4: '2003' },
    ['1 SIDE_STORY 2', '1 SUMMARY 3', '1 SPIN_OFF 4'],
    ['1 . . .', '. 2 3 4'],
    '2000×1 2001×1 2002×1 2003×1',
  ],
  [
    'five specials of one year take three lines, not five columns',
    { 1: '2000', 2: '2001', 3: '2001', 4: '2001', 5: '2001', 6: '2001' },
    [2, 3, 4, 5, 6].map((id) => `1 SIDE_STORY ${id}`),
    ['1 . .', '. 2 3', '. 4 5', '. . 6'],
    '2000×1 2001×2',
  ],
  [
    'the branch further right is nearer, so that lines need not cross',
    { 1: '2010', 2: '2011', 3: '2012', 4: '2013', 5: '2014', 6: '2014' },
    ['1 SEQUEL 2', '2 SEQUEL 3', '3 SEQUEL 4', '1 SPIN_OFF 5', '3 SPIN_OFF 6'],
    ['1 2 3 4 .', '. . . . 6', '. . . . 5'],
    '2010×1 2011×1 2012×1 2013×1 2014×1',
  ],
  [
    'branches that do not meet share a row',
    { 1: '2010', 4: '2011', 2: '2012', 3: '2013', 5: '2014' },
    ['1 SEQUEL 2', '2 SEQUEL 3', '1 SIDE_STORY 4', '3 SIDE_STORY 5'],
    ['1 . 2 3 .', '. 4 . . 5'],
    '2010×1 2011×1 2012×1 2013×1 2014×1',
  ],
  [
    'an earlier story leads up to its parent',
    { 3: '2009', 1: '2010', 2: '2012' },
    ['1 SEQUEL 2', '1 SIDE_STORY 3'],
    ['. 1 2', '3 . .'],
    '2009×1 2010×1 2012×1',
  ],
  [
    'a sequel that came out before stays in its own year',
    { 1: '2011', 2: '2012', 3: '2006' },
    ['1 SEQUEL 2', '2 SEQUEL 3'],
    ['. 1 2', '3 . .'],
    '2006×1 2011×1 2012×1',
  ],
  ['what is only announced stands at the end', { 1: '2010', 2: '' }, ['1 SEQUEL 2'], ['1 2'], '2010×1 ?×1'],
  [
    'a title without a date stands before its sequel',
    { 1: '', 2: '2010' },
    ['1 SEQUEL 2'],
    ['1 2'],
    '2010×2',
  ],
  [
    'what no relation joins to the rest is there all the same',
    { 1: '2010', 2: '2011' },
    [],
    ['1 .', '. 2'],
    '2010×1 2011×1',
  ],
])('the map of %s', (_story, dates, relations, rows, expected) => {
  const map = mapOf(franchise(dates, relations))
  expect(sketch(map)).toEqual(rows)
  expect(years(map)).toBe(expected)
})

test.each<[story: string, minutes: Record<number, number>, rows: string[]]>([
  ['the longest of equal ones', {}, ['. 2 3 4', '1 . . .']],
  ['a long series, not a few films', { 1: 2000, 2: 100, 3: 100, 4: 100 }, ['1 . . .', '. 2 3 4']],
])('the main line is %s', (_story, minutes, rows) => {
  const all = franchise({ 1: '1999', 2: '2009', 3: '2012', 4: '2016' }, [
    '1 SIDE_STORY 2',
    '2 SEQUEL 3',
    '3 SEQUEL 4',
  ])
  expect(sketch(mapByWeight(all, ({ id }) => minutes[id] ?? 1))).toEqual(rows)
})

test.each<[story: string, media: Partial<Parameters<typeof weightOf>[0]>, minutes: number]>([
  ['a season', {}, 288],
  [
    'a series that still runs, as far as it is out',
    { status: 'RELEASING', nextAiring: { episode: 1001, at: 0 } },
    24_000,
  ],
  ['a season that is only announced', { status: 'NOT_YET_RELEASED', episodes: null }, 288],
  ['a film that is only announced', { status: 'NOT_YET_RELEASED', format: 'MOVIE' }, 60],
])('the weight of %s', (_story, but, minutes) => {
  expect(weightOf(anime(1, but))).toBe(minutes)
})

describe('lines', () => {
  const wires = (dates: Dates, relations: string[]) =>
    mapOf(franchise(dates, relations)).wires.map(
      ({ from, to, kind, backwards }) => `${from} ${kind} ${to}${backwards ? ' back' : ''}`,
    )
  test.each<[story: string, dates: Dates, relations: string[], wires: string[]]>([
    ['a sequel', { 1: '2010', 2: '2011' }, ['1 SEQUEL 2'], ['1 chain 2']],
    ['a side story', { 1: '2010', 2: '2011' }, ['1 SIDE_STORY 2'], ['1 side 2']],
    [
      'a sequel that skips a season of the same line has none of its own',
      { 1: '2010', 2: '2011', 3: '2012' },
      ['1 SEQUEL 2', '2 SEQUEL 3', '1 SEQUEL 3'],
      ['1 chain 2', '2 chain 3'],
    ],
    [
      'two lines that meet again',
      { 1: '2010', 2: '2011', 3: '2012', 4: '2013', 5: '2014' },
      ['1 SEQUEL 2', '2 SEQUEL 4', '4 SEQUEL 5', '1 SEQUEL 3', '3 SEQUEL 4'],
      ['1 chain 2', '2 chain 4', '4 chain 5', '1 chain 3', '3 chain 4'],
    ],
    [
      'side stories on one line, each of them told once',
      { 1: '2010', 2: '2011', 3: '2012' },
      ['1 SIDE_STORY 2', '1 SIDE_STORY 3'],
      ['2 side 3', '1 side 2'],
    ],
    [
      'compilations that follow each other stand beside the season as one',
      { 1: '2010', 2: '2011', 3: '2012', 4: '2013' },
      ['1 SEQUEL 4', '1 COMPILATION 2', '1 COMPILATION 3', '2 SEQUEL 3'],
      ['1 chain 4', '2 chain 3', '1 side 2'],
    ],
    [
      'a sequel that came out before leads back',
      { 2: '2006', 1: '2010' },
      ['1 SEQUEL 2'],
      ['2 chain 1 back'],
    ],
    [
      'another telling of the same story',
      { 1: '2010', 2: '2011', 3: '2012' },
      ['1 SEQUEL 2', '2 SEQUEL 3', '1 ALTERNATIVE 3'],
      ['1 chain 2', '2 chain 3', '1 link 3'],
    ],
  ])('of %s', (_story, dates, relations, expected) => {
    expect(wires(dates, relations)).toEqual(expected)
  })
})

describe('keys', () => {
  const walk = (dates: Dates, relations: string[]) => {
    const neighbours = walkOf(mapOf(franchise(dates, relations)))
    return (from: number, keys: string) =>
      [...keys].reduce<number | undefined>((at, key) => {
        const way = ({ '<': 'left', '>': 'right', '^': 'up', v: 'down' } as const)[key as '<']
        return at === undefined ? undefined : neighbours.get(at)?.[way]
      }, from)
  }
  const dates = { 1: '2010', 2: '2012', 3: '2013', 4: '2011', 5: '2014', 6: '2009' }
  const relations = ['1 SEQUEL 2', '2 SEQUEL 3', '1 SIDE_STORY 4', '1 SPIN_OFF 5', '1 SIDE_STORY 6']
  test.each([
    ['right along the line', 1, '>>', 3],
    ['and back', 3, '<<', 1],
    ['nothing behind the end', 3, '>', undefined],
    ['down to what branches off', 1, 'v', 6],
    ['and on to the next branch', 1, 'vv', 4],
    ['along that', 1, 'vv>', 5],
    ['up from anywhere on it', 5, '^', 1],
    ['left from its head to where it branches off', 4, '<', 1],
    ['right from what leads up to a title', 6, '>', 1],
    ['down from a stop without branches to the nearest below', 3, 'v', 5],
  ])('%s', (_story, from, keys, to) => {
    expect(walk(dates, relations)(from, keys)).toBe(to)
  })
})

const measures: Measures = { column: 100, gap: 20, above: 20, below: 60, slot: 6, bend: 8 }
const ids = Array.from({ length: 30 }, (_, at) => at + 1)
const someId = fc.constantFrom(...ids)
const someFranchise = fc.record({
  media: fc
    .tuple(...ids.map((id) => fc.record({ id: fc.constant(id), startDate: someDate() })), fc.nat(28))
    .map((parts) => (parts.slice(0, -1) as Placed[]).slice(parts.at(-1) as number)),
  relations: fc.array(
    fc.record({
      from: someId,
      to: someId,
      kind: fc.oneof(fc.constant('SEQUEL' as const), fc.constantFrom(...relationKinds)),
    }),
    { maxLength: 60 },
  ),
})

function someDate() {
  const part = (min: number, max: number) => fc.option(fc.integer({ min, max }))
  return fc.record({ year: part(2000, 2012), month: part(1, 12), day: fc.constant(null) })
}

describe('whatever a franchise is like', () => {
  const check = (holds: (map: FranchiseMap, all: ReturnType<typeof franchise>) => void) =>
    fc.assert(
      fc.property(someFranchise, (all) => holds(mapOf(all), all)),
      { seed: 20_261_124, numRuns: 300 },
    )

  test('every title has a place of its own', () => {
    check((map, { media }) => {
      const places = new Set([...map.stops.values()].map(({ row, column }) => `${row} ${column}`))
      expect(places.size).toBe(media.length)
    })
  })

  test('time goes from left to right', () => {
    check((map, { media }) => {
      const dated = media.filter(({ startDate }) => startDate.year !== null)
      const yearAt = (column: number) =>
        map.years.find(({ first, count }) => column >= first && column < first + count)?.year
      for (const { id, startDate } of dated) {
        expect(yearAt(map.stops.get(id)?.column ?? -1)).toBe(startDate.year)
      }
      const inOrder = map.years.map(({ year }) => year ?? Infinity)
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
    })
  })

  test('no line runs over a stop, or what is written there, that it does not belong to', () => {
    check((map) => {
      const { stops, wires } = drawMap(map, measures)
      for (const { from, to, points } of wires) {
        for (const [id, stop] of stops) {
          if (id === from || id === to) continue
          for (const [at, point] of points.entries()) {
            const next = points[at + 1]
            if (next) expect(meets(point, next, stop), `${from} to ${to} over ${id}`).toBe(false)
          }
        }
      }
    })
  })

  test('lines that have no stop in common never lie on each other', () => {
    check((map) => {
      const { wires } = drawMap(map, measures)
      for (const [at, one] of wires.entries()) {
        for (const other of wires.slice(at + 1)) {
          if ([one.from, one.to].some((id) => id === other.from || id === other.to)) continue
          expect(liesOn(one.points, other.points), `${one.from} ${one.to}, ${other.from} ${other.to}`).toBe(
            false,
          )
        }
      }
    })
  })

  test('everything stays inside of the picture', () => {
    check((map) => {
      const { width, height, stops, wires } = drawMap(map, measures)
      for (const { x, y } of [...stops.values(), ...wires.flatMap(({ points }) => points)]) {
        expect(x > 0 && x < width && y > 0 && y < height).toBe(true)
      }
    })
  })

  test('arrow keys lead from every stop to every other', () => {
    check((map) => {
      const walk = walkOf(map)
      for (const start of map.stops.keys()) {
        const reached = new Set([start])
        for (const id of reached) {
          for (const next of Object.values(walk.get(id) ?? {})) if (next !== undefined) reached.add(next)
        }
        expect(reached.size).toBe(map.stops.size)
      }
    })
  })
})

/** Whether a straight stretch touches the box of a stop: its column, from the top of its row to the end of it. */
function meets(from: Point, to: Point, { x, y }: Point): boolean {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
  const { column, above, below } = measures
  return left < x + column / 2 && right > x - column / 2 && top < y + below && bottom > y - above
}

function liesOn(one: readonly Point[], other: readonly Point[]): boolean {
  const stretches = (points: readonly Point[]) =>
    points.slice(1).map((to, at) => ({ from: points[at] as Point, to }))
  return stretches(one).some((a) =>
    stretches(other).some((b) => overlap(a, b, 'x', 'y') || overlap(a, b, 'y', 'x')),
  )
}

type Stretch = { readonly from: Point; readonly to: Point }

/** Whether two stretches go along the same axis, at the same place across it, and share more than a point. */
function overlap(a: Stretch, b: Stretch, along: 'x' | 'y', across: 'x' | 'y'): boolean {
  const at = [a.from, a.to, b.from, b.to].map((point) => point[across])
  if (at.some((one) => one !== at[0])) return false
  const [start, end] = [a, b].map(({ from, to }) => [from[along], to[along]].sort((p, q) => p - q)) as [
    [number, number],
    [number, number],
  ]
  return Math.min(start[1], end[1]) - Math.max(start[0], end[0]) > 0.01
}

test.each<[story: string, points: [number, number][], bend: number, path: string]>([
  [
    'a straight line',
    [
      [0, 0],
      [20, 0],
    ],
    8,
    'M0 0L20 0',
  ],
  [
    'a bend',
    [
      [0, 0],
      [20, 0],
      [20, 30],
    ],
    8,
    'M0 0L12 0Q20 0 20 8L20 30',
  ],
  [
    'a bend that has little room',
    [
      [0, 0],
      [20, 0],
      [20, 4],
      [40, 4],
    ],
    8,
    'M0 0L18 0Q20 0 20 2L20 2Q20 4 22 4L40 4',
  ],
  [
    'a corner that is none',
    [
      [0, 0],
      [20, 0],
      [20, 0],
      [40, 0],
    ],
    8,
    'M0 0L20 0Q20 0 20 0L20 0Q20 0 20 0L40 0',
  ],
  ['nothing', [], 8, ''],
])('the path of %s', (_story, points, bend, path) => {
  expect(
    pathOf(
      points.map(([x, y]) => ({ x, y })),
      bend,
    ),
  ).toBe(path)
})
