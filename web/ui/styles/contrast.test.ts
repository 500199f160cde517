import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contrast, parseTokens } from './contrast.ts'

const tokens = parseTokens(readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8'))

const grounds = ['page', 'surface', 'sunken']
/** WCAG 2.2 AA: 4.5 for text, 3 for what is needed to see a control. */
const pairs: readonly (readonly [ratio: number, front: string, ground: string])[] = [
  ...['ink', 'muted', 'accent', 'accent-strong', 'good', 'bad'].flatMap((front) =>
    grounds.map((ground) => [4.5, front, ground] as const),
  ),
  [4.5, 'on-accent', 'accent'],
  [4.5, 'on-accent', 'accent-strong'],
  [4.5, 'ink', 'accent-soft'],
  [4.5, 'muted', 'accent-soft'],
  [4.5, 'accent-strong', 'accent-soft'],
  ...grounds.map((ground) => [3, 'edge', ground] as const),
]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(pairs)('a contrast of %s or more: %s on %s', (ratio, front, ground) => {
    const [ink, paper] = [tokens.get(front)?.[theme], tokens.get(ground)?.[theme]]
    expect(contrast(ink as string, paper as string)).toBeGreaterThanOrEqual(ratio)
  })
})

test.each([
  ['black on white is the most there is', '#000000', '#ffffff', 21],
  ['the order is no matter', '#ffffff', '#000000', 21],
  ['a colour on itself is none', '#b23a0e', '#b23a0e', 1],
  ['the grey that just passes on white', '#767676', '#ffffff', 4.54],
])('contrast: %s', (_story, one, other, expected) => {
  expect(contrast(one, other)).toBeCloseTo(expected, 2)
})

test('AniList’s blues are not ours', () => {
  const colors = [...tokens.values()].flatMap(({ light, dark }) => [light, dark])
  expect(colors).not.toContain('#3db4f2')
  expect(colors).not.toContain('#02a9ff')
  expect(colors.length).toBeGreaterThan(20)
})
