import { expect, test } from 'vitest'
import { formatEvent } from '../../src/http/event-stream.ts'
import { parseEvent, type ReceivedEvent, readEvents } from './event-stream.ts'

/** A stream that comes in these pieces. */
function streamOf(pieces: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<BufferSource> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
}

async function read(pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = []
  for await (const event of readEvents(streamOf(pieces))) events.push(event)
  return events
}

const bytes = (text: string) => new TextEncoder().encode(text)
const sent = [
  { id: 'run.1', event: 'progress', data: '{"missing":1}' },
  { id: 'run.2.end', event: 'answer', data: JSON.stringify({ title: 'あ\n\nb: c' }) },
]
const whole = `retry: 2000\n\n: alive\n\n${sent.map((event) => formatEvent({ ...event, last: false })).join('')}`

test('what the server writes is what the page reads', async () => {
  expect(await read([bytes(whole)])).toEqual(sent)
})

test('however the bytes are cut', async () => {
  const all = bytes(whole)
  for (let size = 1; size < 40; size++) {
    const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
      all.slice(at * size, (at + 1) * size),
    )
    expect(await read(pieces)).toEqual(sent)
  }
})

test.each([
  ['a comment', ': alive', undefined],
  ['a wish for a delay', 'retry: 2000', undefined],
  ['data alone', 'data: x', { id: '', event: 'message', data: 'x' }],
  ['a colon without a space', 'event:a\ndata:b: c', { id: '', event: 'a', data: 'b: c' }],
  ['nothing', '', undefined],
])('event: %s', (_story, block, expected) => {
  expect(parseEvent(block)).toEqual(expected)
})

test('an event that was cut off is none', async () => {
  expect(await read([bytes('id: 1\nevent: answer\ndata: {"half')])).toEqual([])
})
