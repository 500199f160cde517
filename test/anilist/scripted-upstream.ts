import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json as readJson } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export interface RecordedRequest {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

/** Responds to the nth request, counted from 1. */
export type Responder = (reply: ServerResponse, nth: number) => void

/** A real server on the loopback interface that responds as the test says, down to the socket. Closed when the test ends. */
export async function startUpstream(
  respond: Responder,
): Promise<{ url: string; requests: RecordedRequest[] }> {
  const requests: RecordedRequest[] = []
  const server = createServer(async (request, reply) => {
    requests.push({ method: request.method ?? '', headers: request.headers, body: await readJson(request) })
    respond(reply, requests.length)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests }
}

/** A reply with this body. */
export function sends(
  status: number,
  body: string | Buffer = '',
  headers: Record<string, string> = {},
): Responder {
  return (reply) => reply.writeHead(status, headers).end(body)
}

export function sendsJson(status: number, body: unknown, headers: Record<string, string> = {}): Responder {
  return sends(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers })
}

/** A reply that announces 1,000 bytes and starts with these; then `next` is called. */
export function sendsPart(status: number, body: string, next: (reply: ServerResponse) => void): Responder {
  return (reply) => {
    reply.writeHead(status, { 'content-length': '1000' })
    reply.write(body, () => next(reply))
  }
}
