import { expect, test } from 'vitest'
import { createSelection } from './selection.ts'

test('selecting a title starts selecting, and ending it clears the selection', () => {
  const selection = createSelection()
  const seen: number[][] = []
  selection.subscribe(() => seen.push([...selection.ids()]))
  expect(selection.isOn()).toBe(false)
  selection.toggle(1)
  selection.toggle(2)
  selection.toggle(1)
  expect(selection.isOn()).toBe(true)
  selection.set([3, 4])
  selection.turn(false)
  expect(seen).toEqual([[1], [1, 2], [2], [3, 4], []])
  expect(selection.isOn()).toBe(false)
})

test('selecting continues with no titles selected', () => {
  const selection = createSelection()
  selection.toggle(1)
  selection.toggle(1)
  expect([selection.isOn(), selection.ids().size]).toEqual([true, 0])
})
