import { pipeline, type Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliCompress, constants, createGzip, gzip } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyReply } from 'fastify'
import type { App } from '../instance.ts'

/** Smaller replies fit into one packet anyway. */
const threshold = 1024

/** Only for public replies: compression would reveal secrets next to text that an attacker chose (BREACH). */
export async function compressReplies(app: App): Promise<void> {
  app.addHook('onRequest', async ({ routeOptions, headers }) => {
    // The plugin's own switch; overrides the client's header.
    if (routeOptions.config.public) delete headers['x-no-compression']
    else headers['x-no-compression'] = 'true'
  })
  await app.register(compress, {
    threshold,
    encodings: [...contentCodings],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
    // Request bodies are small, and a compressed one could hide its real size.
    globalDecompression: false,
  })
}

/** The content codings on offer, preferred first. */
export const contentCodings = ['br', 'gzip'] as const
export type ContentCoding = (typeof contentCodings)[number]

const compressors: Readonly<Record<ContentCoding, (text: string) => Promise<Buffer>>> = {
  br: (text) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (text) => promisify(gzip)(text),
}

/** Compresses on another thread. */
export function encodeText(text: string, coding: ContentCoding): Promise<Buffer> {
  return compressors[coding](text)
}

/** Compresses what comes bit by bit, each bit at once. By gzip alone: Brotli keeps megabytes for every stream that is open. */
export function compressStream(stream: Readable): Readable {
  // A client who leaves ends both; the stream itself tells of its own end.
  return pipeline(stream, createGzip({ flush: constants.Z_SYNC_FLUSH }), () => {})
}

/**
 * The best of our codings that an `Accept-Encoding` header allows; `undefined` if none.
 *
 * @example
 * chooseCoding('gzip, deflate, br;q=0') // 'gzip'
 */
export function chooseCoding(
  acceptEncoding: string | undefined,
  offered: readonly ContentCoding[] = contentCodings,
): ContentCoding | undefined {
  if (!acceptEncoding) return undefined
  const allowed = new Map(
    acceptEncoding.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
      return [name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))]
    }),
  )
  return offered.find((coding) => allowed.get(coding) ?? allowed.get('*') ?? false)
}

/** Adds names to the `Vary` header, keeping existing ones. */
export function addVary(reply: FastifyReply, names: string): void {
  const before = reply.getHeader('vary')
  reply.header('vary', before ? `${before}, ${names}` : names)
}
