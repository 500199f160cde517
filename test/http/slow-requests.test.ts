import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startService } from './service.ts'

test.each([
  ['headers', 'GET /livez HTTP/1.1\r\nHost: a\r\n'],
  [
    'a body',
    'POST /api/v1/auth/refresh HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  ],
] as const)('closes a connection on which %s does not arrive in time', async (_what, begun) => {
  const service = await startService()
  const { port } = new URL(await service.listen())
  const { server } = service.app
  expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 30_000])
  // For the test only: how often connections are checked.
  server.headersTimeout = 200
  server.requestTimeout = 200
  const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8')
  onTestFinished(() => void socket.destroy())
  let answer = ''
  socket.on('data', (text) => {
    answer += text
  })
  const began = performance.now()
  socket.write(begun)
  await once(socket, 'close')
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(answer).toMatch(/^HTTP\/1.1 408 /)
  expect(answer).toContain('"code":"request-timeout"')
})
