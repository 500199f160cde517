import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { request as send } from 'node:https'
import { text } from 'node:stream/consumers'
import { exampleHost } from './nginx.ts'

/** A reply as received. */
export interface VisitedReply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly ms: number
}

export interface Visit {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The local address to connect from, by default 127.0.0.1. */
  readonly from?: string
  readonly timeoutMs?: number
  /** Disconnects as soon as it is aborted. */
  readonly signal?: AbortSignal
}

/** A client that connects through the proxy, and trusts only the proxy's certificate. */
export interface Visitor {
  /** @throws Node's own error if there is no reply */
  ask(path: string, visit?: Visit): Promise<VisitedReply>
}

export function createVisitor(httpsPort: number, certificate: string): Visitor {
  return {
    async ask(path, { method = 'GET', headers = {}, body, from, signal, timeoutMs = 30_000 } = {}) {
      const began = performance.now()
      const sent = send({
        ...{ host: '127.0.0.1', port: httpsPort, servername: exampleHost, ca: certificate, agent: false },
        ...{
          path,
          method,
          headers: { host: exampleHost, ...headers },
          signal: untilLeft(timeoutMs, signal),
        },
        ...(from !== undefined && { localAddress: from }),
      })
      sent.end(body)
      const [reply] = await once(sent, 'response')
      const content = await text(reply)
      return {
        status: reply.statusCode ?? 0,
        headers: reply.headers,
        body: content,
        ms: performance.now() - began,
      }
    },
  }
}

/** Aborted after the time limit, or when the caller leaves before. */
export function untilLeft(timeoutMs: number, signal?: AbortSignal): AbortSignal {
  const late = AbortSignal.timeout(timeoutMs)
  return signal ? AbortSignal.any([late, signal]) : late
}
