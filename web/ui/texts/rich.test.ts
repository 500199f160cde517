import { expect, test } from 'vitest'
import { parseRich } from './rich.tsx'

test.each([
  ['plain text', 'nothing here', [{ words: 'nothing here' }]],
  [
    'a tag in the middle',
    'is <a>42 sequels</a> in',
    [{ words: 'is ' }, { tag: 'a', words: '42 sequels' }, { words: ' in' }],
  ],
  [
    'tags side by side',
    '<a>1</a><b>2</b>',
    [
      { tag: 'a', words: '1' },
      { tag: 'b', words: '2' },
    ],
  ],
  ['a name that looks like one', 'a < b > c', [{ words: 'a < b > c' }]],
  ['nothing', '', []],
])('rich text: %s', (_story, text, expected) => {
  expect(parseRich(text)).toEqual(expected)
})
