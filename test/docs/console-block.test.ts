import { expect, test } from 'vitest'
import { firstStaleLine, parseConsoleBlocks } from './console-block.ts'

test('reads commands, what they print, and the comment before the block', () => {
  const markdown =
    'Text\n\n<!-- run -->\n```console\n$ one\n1\n\n11\n$ two\n```\n\n```console\n$ three\n```\n'
  expect(parseConsoleBlocks(markdown)).toEqual([
    {
      mark: 'run',
      steps: [
        { command: 'one', shown: ['1', '', '11'] },
        { command: 'two', shown: [] },
      ],
    },
    { mark: undefined, steps: [{ command: 'three', shown: [] }] },
  ])
})

test.each([
  ['the same', ['a', 'b'], 'a\nb\n', undefined],
  ['a changed line', ['a', 'c'], 'a\nb\n', 'c'],
  ['a new line', ['a', 'c'], 'a\nb\nc\n', 'c'],
  ['lines left out in the middle', ['a', '…', 'd'], 'a\nb\nc\nd\n', undefined],
  ['lines left out at both ends', ['…', 'b', 'c', '…'], 'a\nb\nc\nd\n', undefined],
  ['lines in another order', ['…', 'c', '…', 'b'], 'a\nb\nc\n', 'b'],
  ['output that continues', ['a'], 'a\nb\n', '(end, where the output goes on: b)'],
  ['output that ends early', ['a', 'b'], 'a\n', 'b'],
  ['a different duration', ['2 requests, 1.5 s.'], '2 requests, 20 s.\n', undefined],
])('compares the block with the output: %s', (_story, shown, output, stale) => {
  expect(firstStaleLine(shown, output)).toBe(stale)
})
