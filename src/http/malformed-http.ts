import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { HttpError, toProblem } from './problem.ts'

/**
 * Answers what Node's HTTP parser refuses, or what did not arrive in time: there is no request yet, so the reply goes
 * straight to the socket. It has the form of every other problem.
 *
 * @param extraHeaders those that stand on every reply
 */
export function answerMalformedHttp(
  error: Error & { code?: string },
  socket: Socket,
  extraHeaders: Readonly<Record<string, string>>,
): void {
  // Whoever hangs up gets no answer.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { problem } = toProblem(refusalOf(error), randomUUID(), '')
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${statusWords[problem.status] ?? 'Bad Request'}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    `X-Request-Id: ${problem.requestId}`,
    'Connection: close',
    ...Object.entries(extraHeaders).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const statusWords: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

function refusalOf(error: Error & { code?: string }): HttpError {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new HttpError(
        'headers-too-large',
        'The headers are larger than 16 KiB. Send fewer or shorter ones.',
      )
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new HttpError('request-timeout', 'The request did not arrive completely in time. Send it again.')
    default:
      return new HttpError('http-malformed', 'This is not a valid HTTP/1.1 request.')
  }
}
