import { type ClientRequest, type IncomingMessage, request } from 'node:http'

export interface ReceivedEvent {
  readonly id: string
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it looks for in the data
  readonly data: any
}

/** A client of an event stream, like a browser, over a real connection. */
export interface EventClient {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** Everything received so far. */
  readonly events: readonly ReceivedEvent[]
  readonly comments: readonly string[]
  readonly retry: number | undefined
  /** Resolves with the first event that matches, past or future. Rejects if the stream ends without one. */
  first(isSo: (event: ReceivedEvent) => boolean): Promise<ReceivedEvent>
  firstComment(): Promise<string>
  /** Resolves when the stream has ended, from either side. */
  readonly ended: Promise<void>
  /** Disconnects without notice. */
  leave(): void
}

export function openEvents(url: string, lastEventId?: string): Promise<EventClient> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'text/event-stream',
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    }
    const sent = request(url, { headers, agent: false }, (reply) => resolve(follow(sent, reply)))
    sent.on('error', reject)
    sent.end()
  })
}

function follow(sent: ClientRequest, reply: IncomingMessage): EventClient {
  const events: ReceivedEvent[] = []
  const comments: string[] = []
  let retry: number | undefined
  let text = ''
  let over = false
  const watchers = new Set<() => void>()
  const tell = () => {
    for (const watch of [...watchers]) watch()
  }
  reply.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) take(block)
    tell()
  })
  const ended = new Promise<void>((resolve) => {
    reply.on('close', () => {
      over = true
      tell()
      resolve()
    })
  })
  sent.on('error', () => {})
  reply.on('error', () => {})

  function take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.split(': ', 1)[0], line.replace(/^[^:]*: /, '')]),
    )
    if (block.startsWith(':')) comments.push(block.slice(1).trim())
    else if (fields.has('retry')) retry = Number(fields.get('retry'))
    else {
      const { id = '', event = '', data = '' } = Object.fromEntries(fields)
      events.push({ id, event, data: JSON.parse(data) })
    }
  }

  function eventually<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const watch = () => {
        const found = look()
        if (found === undefined && !over) return
        watchers.delete(watch)
        if (found === undefined) reject(new Error('the stream ended without it'))
        else resolve(found)
      }
      watchers.add(watch)
      watch()
    })
  }

  return {
    status: reply.statusCode ?? 0,
    headers: reply.headers,
    events,
    comments,
    get retry() {
      return retry
    },
    first: (isSo) => eventually(() => events.find(isSo)),
    firstComment: () => eventually(() => comments[0]),
    ended,
    leave: () => sent.destroy(),
  }
}
