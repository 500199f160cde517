import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../../test/support/virtual-clock.ts'
import { acceptsEventStream, EventStream, formatEvent, type StreamEvent } from './event-stream.ts'

describe('an event stream', () => {
  function open(states: { readonly newest: () => StreamEvent | 'end' | undefined }) {
    const clock = createVirtualClock({ auto: false })
    let closed = 0
    let taken: unknown
    const stream = new EventStream({
      take: () => {
        const next = states.newest()
        if (next === taken) return undefined
        taken = next
        return next
      },
      onClose: () => closed++,
      sleep: clock.sleep,
    })
    return { stream, clock, closed: () => closed }
  }

  const snapshot = (n: number, data = `${n}`): StreamEvent => ({
    id: `${n}`,
    event: 'progress',
    data,
    last: false,
  })

  test('gives a slow client the newest snapshot and not all of them', async () => {
    let newest: StreamEvent = snapshot(1, 'x'.repeat(100_000))
    const { stream, clock } = open({ newest: () => newest })
    const read: string[] = []
    stream.setEncoding('utf8')
    stream.read(0)
    await clock.settle()
    for (const n of [2, 3, 4]) {
      newest = snapshot(n)
      stream.wake()
      await clock.settle()
    }
    stream.on('data', (text: string) => read.push(text))
    await clock.settle()
    await clock.settle()
    expect(read.join('').match(/^id: \d/gm)).toEqual(['id: 1', 'id: 4'])
    stream.destroy()
  })

  test('keeps a client that has everything from being cut off, and another alone', async () => {
    let newest: StreamEvent | undefined
    const { stream, clock } = open({ newest: () => newest })
    const read: string[] = []
    stream.setEncoding('utf8').on('data', (text: string) => read.push(text))
    await clock.advance(15_000)
    expect(read.join('')).toBe('retry: 2000\n\n: alive\n\n')
    stream.pause()
    newest = snapshot(1, 'x'.repeat(100_000))
    stream.wake()
    await clock.advance(60_000)
    stream.resume()
    await clock.settle()
    expect(read.join('').match(/alive/g)).toHaveLength(1)
    stream.destroy()
  })

  test('ends by a fault of its own alone: whoever woke it goes on', async () => {
    let isBroken = false
    const first = snapshot(1)
    const { stream, closed, clock } = open({
      newest: () => {
        if (isBroken) throw new Error('no such event')
        return first
      },
    })
    const errors: Error[] = []
    stream.on('error', (error) => errors.push(error)).resume()
    await clock.settle()
    isBroken = true
    expect(() => stream.wake()).not.toThrow()
    await clock.settle()
    expect([errors.map(({ message }) => message), closed()]).toEqual([['no such event'], 1])
  })

  test('tells once that it is closed, and stops counting time', async () => {
    const { stream, clock, closed } = open({ newest: () => undefined })
    stream.destroy()
    stream.destroy()
    await clock.settle()
    expect([closed(), clock.sleepers]).toEqual([1, 0])
  })

  test('ends after the last event, or without one', async () => {
    for (const [newest, text] of [
      [{ ...snapshot(1), last: true }, 'retry: 2000\n\nid: 1\nevent: progress\ndata: 1\n\n'],
      ['end', 'retry: 2000\n\n'],
    ] as const) {
      const { stream } = open({ newest: () => newest })
      expect((await stream.toArray()).join('')).toBe(text)
    }
  })
})

test('an event is four lines', () => {
  expect(formatEvent({ id: 'a.1', event: 'answer', data: '{"x":1}', last: true })).toBe(
    'id: a.1\nevent: answer\ndata: {"x":1}\n\n',
  )
})

const accepts: readonly (readonly [accept: string | undefined, stream: boolean])[] = [
  [undefined, false],
  ['', false],
  ['*/*', false],
  ['text/*', false],
  ['application/json', false],
  ['text/event-stream', true],
  ['Text/Event-Stream', true],
  ['application/json, text/event-stream', true],
  ['text/event-stream;q=0.5', true],
  ['text/event-stream;q=0', false],
  ['text/event-stream; q=0.0, application/json', false],
  ['text/event-streams', false],
]
test.each(accepts)('an Accept of %j', (accept, stream) => {
  expect(acceptsEventStream(accept)).toBe(stream)
})
