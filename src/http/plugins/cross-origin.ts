import cors from '@fastify/cors'
import type { App } from '../instance.ts'

const writes = ['POST', 'PUT', 'PATCH', 'DELETE']

/** How long browsers may remember what a preflight said, in seconds. */
const rememberFor = 600

/**
 * Lets the web pages of these exact origins use the API with the person's cookies, and no other page.
 *
 * @param origins scheme, host and port; an origin that only looks like one of them is foreign
 */
export async function allowOrigins(app: App, origins: readonly string[]): Promise<void> {
  await app.register(cors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', ...writes],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'x-csrf-token'],
    exposedHeaders: ['age', 'etag', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id'],
    maxAge: rememberFor,
    strictPreflight: false,
  })
}
