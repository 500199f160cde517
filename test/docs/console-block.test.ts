import { expect, test } from 'vitest'
import { firstStaleLine, parseConsoleBlocks } from './console-block.ts'

test('reads commands, what they print, and the mark before the block', () => {
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
  ['a line that changed', ['a', 'c'], 'a\nb\n', 'c'],
  ['a line that is new', ['a', 'c'], 'a\nb\nc\n', 'c'],
  ['lines left out in the middle', ['a', '…', 'd'], 'a\nb\nc\nd\n', undefined],
  ['lines left out at both ends', ['…', 'b', 'c', '…'], 'a\nb\nc\nd\n', undefined],
  ['lines in another order', ['…', 'c', '…', 'b'], 'a\nb\nc\n', 'b'],
  ['output that goes on', ['a'], 'a\nb\n', '(end, where the output goes on: b)'],
  ['output that ends early', ['a', 'b'], 'a\n', 'b'],
  ['another time taken', ['2 requests, 1.5 s.'], '2 requests, 20 s.\n', undefined],
])('compares what is shown with what is printed: %s', (_story, shown, output, stale) => {
  expect(firstStaleLine(shown, output)).toBe(stale)
})
