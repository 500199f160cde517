import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { request as send } from 'node:https'
import { text } from 'node:stream/consumers'
import { exampleHost } from './nginx.ts'

/** A reply as the wire brought it. */
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
  /** An address of this machine to come from, 127.0.0.1 unless told. */
  readonly from?: string
  readonly timeoutMs?: number
  /** Leaves as soon as it is aborted. */
  readonly signal?: AbortSignal
}

/** Whoever comes to an instance through its proxy, and trusts the proxy's certificate alone. */
export interface Visitor {
  /** @throws Node's own error where no reply comes */
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

/** Aborted when somebody's patience is over, or they leave before. */
export function untilLeft(timeoutMs: number, signal?: AbortSignal): AbortSignal {
  const late = AbortSignal.timeout(timeoutMs)
  return signal ? AbortSignal.any([late, signal]) : late
}
