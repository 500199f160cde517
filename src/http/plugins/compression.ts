import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyReply } from 'fastify'
import type { App } from '../instance.ts'

/** Smaller replies fit one packet as they are. */
const threshold = 1024

/**
 * Compresses what is open to everyone. Replies to signed-in people stay as they are: the length of a compressed reply
 * that holds both a secret and something a stranger chose gives the secret away (BREACH).
 */
export async function compressReplies(app: App): Promise<void> {
  app.addHook('onRequest', async ({ routeOptions, headers }) => {
    // The plugin's own way to be told so; what the client has sent of it is no matter.
    if (routeOptions.config.public) delete headers['x-no-compression']
    else headers['x-no-compression'] = 'true'
  })
  await app.register(compress, {
    threshold,
    encodings: [...contentCodings],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
    // Bodies of requests are small: a compressed one only hides how large it is.
    globalDecompression: false,
  })
}

/** The codings that replies are offered in, the better first. */
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

/**
 * The best of our codings that an `Accept-Encoding` header allows; `undefined` for none.
 *
 * @example
 * chooseCoding('gzip, deflate, br;q=0') // 'gzip'
 */
export function chooseCoding(acceptEncoding: string | undefined): ContentCoding | undefined {
  if (!acceptEncoding) return undefined
  const allowed = new Map(
    acceptEncoding.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
      return [name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))]
    }),
  )
  return contentCodings.find((coding) => allowed.get(coding) ?? allowed.get('*') ?? false)
}

/** Adds to the `Vary` header what other parts of the service have not said there. */
export function addVary(reply: FastifyReply, names: string): void {
  const before = reply.getHeader('vary')
  reply.header('vary', before ? `${before}, ${names}` : names)
}
