/** One event of a stream, as the server's `formatEvent` wrote it. */
export interface ReceivedEvent {
  readonly id: string
  readonly event: string
  readonly data: string
}

/**
 * The events of a `text/event-stream` reply, as they come. `EventSource` would do as much, but hides why a request was refused.
 * Comments and the server's wish for a delay are passed over.
 */
export async function* readEvents(body: ReadableStream<BufferSource>): AsyncGenerator<ReceivedEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += value
      // Only a whole block is worth looking at: a large answer comes in many pieces.
      if (!value.includes('\n') && !text.endsWith('\n\n')) continue
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseEvent(block)
        if (event) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => {
      // The connection is gone already.
    })
  }
}

/** `undefined` for a block without data. */
export function parseEvent(block: string): ReceivedEvent | undefined {
  const fields = { id: '', event: 'message', data: '' }
  let hasData = false
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^(\w+): ?(.*)$/s.exec(line) ?? []
    if (name === 'data') hasData = true
    if (name === 'id' || name === 'event' || name === 'data') fields[name] = value
  }
  return hasData ? fields : undefined
}
