import { expect, test } from 'vitest'
import { createKeyMap } from './keys.ts'

/** Presses keys and tells what ran; a number lets so many milliseconds pass. */
function play(
  pressed: readonly (string | number)[],
  layers = [
    ['j', 'g h', '/'],
    ['j', 'h'],
  ],
) {
  let time = 0
  const ran: string[] = []
  const map = createKeyMap({ now: () => time })
  for (const [depth, keys] of layers.toReversed().entries()) {
    const name = depth === layers.length - 1 ? '' : 'lower '
    map.add(keys.map((one) => ({ keys: one, label: one, run: () => ran.push(name + one) })))
  }
  for (const one of pressed) {
    if (typeof one === 'number') time += one
    else map.press(one)
  }
  return ran
}

test.each([
  ['a key does what it is bound to', ['/'], ['/']],
  ['the layer that came last has the first word', ['j'], ['j']],
  ['keys of the lower layer still work', ['h'], ['lower h']],
  ['two keys, one after the other', ['g', 'h'], ['g h']],
  ['too late, the second key stands alone', ['g', 1001, 'h'], ['lower h']],
  ['just in time', ['g', 1000, 'h'], ['g h']],
  ['a first key is forgotten after a second that does not fit', ['g', 'j', 'h'], ['j', 'lower h']],
  ['an unknown key does nothing', ['z'], []],
])('keys: %s', (_story, pressed, expected) => {
  expect(play(pressed)).toEqual(expected)
})

test('what is taken away works no more, and the sheet lists each key once', () => {
  const map = createKeyMap({ now: () => 0 })
  const binding = (label: string) => [{ keys: 'j', label, run: () => {} }]
  map.add(binding('page'))
  const remove = map.add(binding('dialog'))
  expect(map.list().map(({ label }) => label)).toEqual(['dialog'])
  remove()
  expect(map.list().map(({ label }) => label)).toEqual(['page'])
  expect(map.press('k')).toBe(false)
})
