import { expect, test } from 'vitest'
import { fitTextBy, isRightToLeft } from './label.ts'

const fitText = fitTextBy((text) => text.length)

test.each<[story: string, text: string, width: number, lines: string[]]>([
  ['on one line', 'Season 2', 20, ['Season 2']],
  ['on as many as it takes', 'The Final Season Part 2', 10, ['The Final', 'Season', 'Part 2']],
  ['after a hyphen', 'Thousand-Year Blood War', 10, ['Thousand-', 'Year Blood', 'War']],
  ['between Japanese letters', '進撃の巨人', 3, ['進撃の', '巨人']],
  ['a word that is wider than a line', 'Supercalifragilistic', 8, ['Supercal', 'ifragili', 'stic']],
  [
    'two facts without what joins them',
    'Side story · OVA\u00a0·\u00a02013',
    12,
    ['Side story', 'OVA\u00a0·\u00a02013'],
  ],
  ['nothing', '', 10, []],
])('a text is broken: %s', (_story, text, width, lines) => {
  expect(fitText(text, width, 3, false)).toMatchObject({ lines, isCut: false })
})

test.each([
  ['The Chronicle of the Seven Unfinished Maps, Part One', 'Part One'],
  ['The Chronicle of the Seven Unfinished Maps, Part Two', 'Part Two'],
  ['A'.repeat(200), 'AAAA'],
  ['鉄の灯台と北の海をわたる七人の船乗りたちの終わらない物語と鉄の灯台の秘密・第二部', '第二部'],
])('a title that is too long is cut in the middle, its end is whole: %s', (text, end) => {
  const { lines, width, isCut } = fitText(text, 12, 3, false)
  expect(isCut).toBe(true)
  expect(lines.length).toBeLessThanOrEqual(3)
  expect(width).toBeLessThanOrEqual(12)
  expect(lines.join(' ')).toContain('…')
  expect(lines.join(' ').endsWith(end)).toBe(true)
  expect(lines.join('').startsWith(text.slice(0, 3))).toBe(true)
})

test.each([
  ['مغامرات المنارة', true],
  ['2: המגדלור', true],
  ['Attack on Titan', false],
  ['進撃の巨人', false],
  ['86', false],
])('%s is read from right to left: %s', (text, expected) => {
  expect(isRightToLeft(text)).toBe(expected)
})
