import { expect, test } from 'vitest'
import { createUndoStack } from './undo-stack.ts'

function start() {
  const stack = createUndoStack()
  const happened: string[] = []
  const push = (name: string) =>
    stack.push({ undo: () => happened.push(`undo ${name}`), dismiss: () => happened.push(`dismiss ${name}`) })
  return { stack, happened, push }
}

test('what was done last is taken back first, each once', () => {
  const { stack, happened, push } = start()
  push('one')
  push('two')
  expect([stack.pop(), stack.pop(), stack.pop()]).toEqual([true, true, false])
  expect(happened).toEqual(['dismiss two', 'undo two', 'dismiss one', 'undo one'])
})

test('a toast takes back its own, whatever was done since', () => {
  const { stack, happened, push } = start()
  const one = push('one')
  push('two')
  one.take()
  one.take()
  stack.pop()
  expect(happened.filter((what) => what.startsWith('undo'))).toEqual(['undo one', 'undo two'])
})

test('what came to nothing cannot be taken back', () => {
  const { stack, happened, push } = start()
  push('one').drop()
  push('two')
  stack.clear()
  expect(stack.pop()).toBe(false)
  expect(happened).toEqual([])
})
