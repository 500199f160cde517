import { createServer, type Server } from 'node:http'
import type { Metrics } from './metrics.ts'

/** `GET /metrics`, on a server of its own: what the service does is for its operator and not for the internet. */
export function createMetricsServer(metrics: Pick<Metrics, 'read' | 'contentType'>): Server {
  return createServer(async (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    const text = await metrics.read()
    response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text)
  })
}
