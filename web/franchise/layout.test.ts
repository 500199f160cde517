import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relationKinds } from '../../src/core/relation.ts'
import { franchiseOf, sandboxFranchises, syntheticFranchise } from '../../test/support/franchise-answers.ts'
import { anime, date, related, seasons } from '../../test/support/graph.ts'
import type { Franchise } from '../data/scan.ts'
import { titleIn } from '../titles/title.ts'
import { englishResults } from '../ui/texts/en-results.ts'
import { createFormats } from '../ui/texts/formats.ts'
import { fitTextBy, type MeasureText } from './label.ts'
import { type Box, layOut, type MapLayout, openingOf, type Point, type Zoom, zooms } from './layout.ts'
import { type FranchiseLines, linesOf } from './lines.ts'
import { firstZoom } from './map-controls.tsx'
import { stopTextsOf } from './stop-texts.ts'
import { walkFrom } from './walk.ts'

/** About the widths on the page. */
const measure: MeasureText = (text, isStrong) =>
  (text.length * 7 + (text.match(/[^\0-\u2e80]/gu)?.length ?? 0) * 6) * (isStrong ? 1.05 : 1)

const fitText = fitTextBy(measure)
const texts = englishResults(createFormats('en'))

/** The width of the map on the two tested screens, and the height of it that the first screen shows. */
const sizes = { phone: { width: 356, view: 400 }, desktop: { width: 1375, view: 560 } }
type Size = keyof typeof sizes

interface Drawn {
  readonly franchise: Franchise
  readonly lines: FranchiseLines
  readonly layout: MapLayout
}

function draw(
  franchise: Franchise,
  size: Size,
  zoom: Zoom = firstZoom(franchise.media.length),
  next?: number,
): Drawn {
  const lines = linesOf(franchise)
  const nextMedia = franchise.media.find(({ id }) => id === next)
  const shown = { franchise, name: franchise.title, lines, next: nextMedia }
  const textsOf = stopTextsOf(shown, texts, (media) => titleIn('english', media))
  const words = (id: number) => textsOf(id).words
  return { franchise, lines, layout: layOut(lines, { zoom, width: sizes[size].width, words, fitText }) }
}

type Named = readonly (readonly [name: string, franchise: Franchise])[]
const sandbox: Named = sandboxFranchises().map((one) => [one.title, one])
const synthetic: Named = [10, 40, 150].flatMap((size) =>
  [1, 2, 3, 4, 5].map((seed) => [`${size} titles, ${seed}`, syntheticFranchise(size, seed)] as const),
)

const longTitle = `${'The Chronicle of the Wandering Cartographer and Her Seven Unfinished Maps '.repeat(3).slice(0, 190)} Part Two`
const titled = (id: number, title: Partial<Franchise['media'][number]['title']>, but = {}) =>
  anime(id, { title: { romaji: null, english: null, native: null, ...title }, ...but })

const odd: Named = [
  ['without dates', franchiseOf(seasons(1, 2, 3, 4), related(1, 5, 'SIDE_STORY'), related(2, 6, 'SUMMARY'))],
  [
    'with one title in five formats',
    franchiseOf(
      ...(['TV', 'MOVIE', 'OVA', 'ONA', 'SPECIAL'] as const).map((format, at) =>
        titled(at + 1, { romaji: 'Iron Lighthouse' }, { format, startDate: date(2001) }),
      ),
      [2, 3, 4, 5].map((id) => related(1, id, 'ALTERNATIVE')),
    ),
  ],
  [
    'without covers or formats',
    franchiseOf(...[1, 2, 3].map((id) => anime(id, { format: null })), seasons(1, 2, 3)),
  ],
  ['in a circle', franchiseOf(seasons(1, 2, 3, 1), related(3, 4, 'SIDE_STORY'), related(4, 3, 'SIDE_STORY'))],
  [
    'joined with another by a crossover',
    franchiseOf(
      seasons(1, 2, 3, 4),
      seasons(11, 12, 13),
      related(2, 20, 'SPIN_OFF'),
      related(12, 20, 'SPIN_OFF'),
    ),
  ],
  [
    'with 150 side stories on one stop',
    franchiseOf(
      seasons(1, 2, 3),
      Array.from({ length: 150 }, (_, at) => related(2, 100 + at, at % 5 === 4 ? 'SUMMARY' : 'SIDE_STORY')),
    ),
  ],
  [
    'that branches off 25 deep',
    franchiseOf(Array.from({ length: 25 }, (_, at) => related(at + 1, at + 2, 'SIDE_STORY'))),
  ],
  [
    'with titles of 200 letters, without spaces, from right to left, or only in Japanese',
    franchiseOf(
      titled(1, { english: longTitle }),
      titled(2, { english: 'A'.repeat(200) }),
      titled(3, { native: 'مغامرات المنارة الحديدية في البحار الشمالية والجنوبية' }),
      titled(4, { native: '鉄の灯台と北の海をわたる七人の船乗りたちの終わらない物語' }),
      titled(5, {}),
      seasons(1, 2, 3, 4, 5),
      related(1, 6, 'SIDE_STORY'),
      titled(6, { english: longTitle }),
    ),
  ],
]

const all: Named = [...sandbox, ...synthetic, ...odd]

describe.each(['phone', 'desktop'] as const)('on a %s', (size) => {
  test('opens with any next title and the one that leads to it fully in sight', () => {
    for (const [name, franchise] of all) {
      // A sample of the large ones.
      const step = Math.ceil(franchise.media.length / 12)
      for (const { id } of franchise.media.filter((_, at) => at % step === 0)) {
        const { layout, lines } = draw(franchise, size, undefined, id)
        const lead = lines.leads.get(id)?.from
        const top = openingOf(layout, id, lead, sizes[size].view)
        for (const one of lead === undefined ? [id] : [id, lead]) {
          expect(
            isWhole({ layout, lines }, one, lead, top, sizes[size].view),
            `${name}: ${one} of ${id}`,
          ).toBe(true)
        }
      }
    }
  })

  test('scrolls only vertically', () => {
    for (const [name, franchise] of all) {
      for (const zoom of zooms) {
        const { layout } = draw(franchise, size, zoom)
        expect(layout.width, name).toBeLessThanOrEqual(sizes[size].width)
        for (const { box } of layout.stops.values()) {
          expect(box.left >= 0 && box.left + box.width <= layout.width, name).toBe(true)
          expect(box.top >= 0 && box.top + box.height <= layout.height, name).toBe(true)
        }
      }
    }
  })

  test('clips no labels, and overlaps them with nothing', () => {
    for (const [name, franchise] of all) {
      for (const zoom of zooms) {
        const { layout } = draw(franchise, size, zoom)
        expect(overlaps(layout), `${name}, ${zoom}`).toEqual([])
        expect(crossedLabels(layout), `${name}, ${zoom}`).toEqual([])
      }
    }
  })

  test.each([
    ['a third', 'of the sandbox', sandbox, 1 / 3],
    // Many of their labels are just numbers.
    ['three tenths', 'made up', synthetic, 0.3],
  ] as const)('at least %s of the first screen is content for franchises %s', (_part, _kind, some, least) => {
    for (const [name, franchise] of some) {
      const { layout } = draw(franchise, size)
      expect(contentOf(layout, sizes[size].view), name).toBeGreaterThan(least)
    }
  })

  test('the overview fills the width', () => {
    for (const [name, franchise] of all) {
      const { layout } = draw(franchise, size, 'overview')
      expect(layout.width, name).toBe(sizes[size].width)
    }
  })
})

/**
 * How often lines crossed on the map until December 2026, which had columns for each year and drew all relations. Now the lines are a
 * tree, and other relations are given as text.
 */
const crossedBefore = { 'the sandbox': 11, '10 titles': 2, '40 titles': 70, '150 titles': 653 }

const ofSize = (size: number) => synthetic.filter(([, { media }]) => media.length === size)

test.each<[name: keyof typeof crossedBefore, franchises: Named]>([
  ['the sandbox', sandbox],
  ['10 titles', ofSize(10)],
  ['40 titles', ofSize(40)],
  ['150 titles', ofSize(150)],
])('lines cross less than before: %s', (name, franchises) => {
  for (const size of ['phone', 'desktop'] as const) {
    const crossed = franchises.reduce((sum, [, one]) => sum + crossings(draw(one, size).layout), 0)
    expect(crossed).toBe(0)
    expect(crossed).toBeLessThan(crossedBefore[name])
  }
})

test('every relation is a line or text', () => {
  for (const [name, franchise] of all) {
    const { layout, lines } = draw(franchise, 'desktop')
    const drawn = new Set(layout.wires.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]))
    const textsOf = stopTextsOf({ franchise, name, lines, next: undefined }, texts, ({ id }) => `#${id}#`)
    const inLine = new Set(lines.main)
    for (const { from, to, kind } of franchise.relations) {
      const isFurtherOn = kind === 'SEQUEL' && inLine.has(from) && inLine.has(to)
      const isTold = textsOf(to).words.facts.some((fact) => fact.includes(`#${from}#`))
      expect(drawn.has(`${from} ${to}`) || isFurtherOn || isTold, `${name}: ${from} ${kind} ${to}`).toBe(true)
    }
  }
})

describe('for any franchise', () => {
  const someId = fc.integer({ min: 1, max: 30 })
  const someRelation = fc.record({
    from: someId,
    to: someId,
    kind: fc.oneof(fc.constant('SEQUEL' as const), fc.constantFrom(...relationKinds)),
  })
  const check = (holds: (drawn: Drawn) => void) =>
    fc.assert(
      fc.property(
        fc.array(someRelation, { maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('phone' as const, 'desktop' as const),
        (relations, count, size) => {
          const media = Array.from({ length: count }, (_, at) =>
            member(anime(at + 1, { startDate: date(2000 + (at % 9)) })),
          )
          const titles = { english: 'Anime', romaji: 'Anime', native: 'Anime' }
          holds(draw({ id: 1, title: 'Anime', titles, main: [1], media, relations }, size))
        },
      ),
      { seed: 20_261_201, numRuns: 200 },
    )
  const member = (media: ReturnType<typeof anime>) =>
    ({
      ...media,
      year: media.startDate.year,
      state: 'watched',
      entry: null,
    }) as unknown as Franchise['media'][number]

  test('titles never overlap, and lines never cross', () => {
    check(({ franchise, layout }) => {
      expect([...layout.stops.keys()].sort()).toEqual(franchise.media.map(({ id }) => id).sort())
      expect(overlaps(layout)).toEqual([])
      expect(crossedLabels(layout)).toEqual([])
      expect(crossings(layout)).toBe(0)
    })
  })

  test('arrow keys reach every stop from every other', () => {
    check(({ franchise, layout, lines }) => {
      for (const { id: start } of franchise.media) {
        const reached = new Set([start])
        for (const id of reached) {
          for (const next of Object.values(walkFrom(layout, lines.leads, id))) {
            if (next !== undefined) reached.add(next)
          }
        }
        expect(reached.size).toBe(franchise.media.length)
      }
    })
  })
})

/** Whether a stop is fully in sight when scrolled to `top`, given the pinned stops, of which `lead` is above all others. */
function isWhole(
  { layout: { stops, pins }, lines }: Pick<Drawn, 'layout' | 'lines'>,
  id: number,
  lead: number | undefined,
  top: number,
  view: number,
): boolean {
  const placeOf = (one: number): Box & { isHeld: boolean } => {
    const { box } = stops.get(one) as { box: Box }
    const bottom = one === lead || lines.main.includes(one) ? (pins.get(one)?.bottom ?? 0) : 0
    const held = Math.max(box.top, Math.min(top, bottom - box.height))
    return { ...box, top: held, isHeld: held > box.top }
  }
  const own = placeOf(id)
  const covers = [...stops.keys()].filter((one) => one !== id && id !== lead && placeOf(one).isHeld)
  return (
    own.top >= top &&
    own.top + own.height <= top + view &&
    !covers.some((one) => {
      const { left = 0, right = 0 } = pins.get(one) ?? {}
      return meet({ ...placeOf(one), left, width: right - left }, own)
    })
  )
}

function overlaps({ stops }: MapLayout): string[] {
  const boxes = [...stops.values()]
  return boxes.flatMap(({ id, box }, at) =>
    boxes.slice(at + 1).flatMap((other) => (meet(box, other.box) ? [`${id} and ${other.id}`] : [])),
  )
}

function meet(one: Box, other: Box): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  )
}

const segments = (points: readonly Point[]) =>
  points.slice(1).map((to, at) => ({ from: points[at] as Point, to }))
const segmentsOf = ({ wires }: MapLayout) =>
  wires.flatMap(({ from, to, parts }) => parts.flatMap(segments).map((one) => ({ ...one, wire: [from, to] })))

/** Labels crossed by a line, and marks crossed by a line that does not end there. */
function crossedLabels(layout: MapLayout): string[] {
  return segmentsOf(layout).flatMap(({ from, to, wire }) => {
    const line = {
      left: Math.min(from.x, to.x),
      top: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    }
    return [...layout.stops.values()].flatMap(({ id, label, poster, x, y, radius }) => {
      const mark = { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius }
      const boxes = [label, poster, wire.includes(id) ? undefined : mark]
      return boxes.some((box) => box && meet(box, line)) ? [`${wire.join(' to ')} over ${id}`] : []
    })
  })
}

function crossings(layout: MapLayout): number {
  const parts = segmentsOf(layout)
  const upright = parts.filter(({ from, to }) => from.x === to.x)
  const level = parts.filter(({ from, to }) => from.y === to.y)
  // All lines are vertical or horizontal.
  expect(new Set([...upright, ...level]).size).toBe(parts.length)
  const isInside = (value: number, one: number, other: number) =>
    value > Math.min(one, other) && value < Math.max(one, other)
  return upright.reduce(
    (sum, up) =>
      sum +
      level.filter(
        ({ from, to }) => isInside(up.from.x, from.x, to.x) && isInside(from.y, up.from.y, up.to.y),
      ).length,
    0,
  )
}

/** The share of the first screen that stops and lines take up. */
function contentOf(layout: MapLayout, view: number): number {
  const { stops, width, height } = layout
  const seen = Math.min(view, height)
  const lines = segmentsOf(layout).map(({ from, to }) => {
    const [left, top] = [Math.min(from.x, to.x) - 2, Math.min(from.y, to.y) - 2]
    return { left, top, width: Math.abs(to.x - from.x) + 4, height: Math.abs(to.y - from.y) + 4 }
  })
  const areas = [...Array.from(stops.values(), ({ box }) => box), ...lines].map((box) => {
    const below = Math.min(seen, box.top + box.height)
    return box.width * Math.max(0, below - box.top)
  })
  return areas.reduce((sum, area) => sum + area, 0) / (width * seen)
}
