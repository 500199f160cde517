import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

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

/** The colours of both themes by name, from a style sheet that gives them as `--name: light-dark(#rrggbb, #rrggbb)`. */
function parseTokens(css: string): ReadonlyMap<string, { light: string; dark: string }> {
  const pattern = /--([\w-]+):\s*light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)/gi
  return new Map(
    [...css.matchAll(pattern)].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]),
  )
}

/**
 * The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
 *
 * @example
 * contrast('#000000', '#ffffff') // 21
 */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
