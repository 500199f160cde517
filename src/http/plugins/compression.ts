import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import { contentCodings } from '../content-coding.ts'
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
