import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import type { Config } from '../../config.ts'
import type { App } from '../instance.ts'

/** Where AniList itself answers, and its pictures come from. */
const aniListApi = 'https://graphql.anilist.co'
const aniListPictures = 'https://s4.anilist.co'

const twoYears = 63_072_000

/** Features of browsers that the page has no use for, so that nothing that gets into it has either. */
const permissionsPolicy = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ')

export async function addSecurityHeaders(app: App, config: Config): Promise<void> {
  await app.register(helmet, securityHeaders(config))
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', permissionsPolicy)
  })
}

/**
 * Nothing is allowed but what the page needs: own scripts and styles (none inline), AniList's pictures, and AniList's
 * API, which the page may ask for public lists by itself. With a stand-in for AniList, its address takes AniList's place.
 */
function securityHeaders(config: Pick<Config, 'anilistApiUrl'>): FastifyHelmetOptions {
  const api = new URL(config.anilistApiUrl).origin
  const pictures = api === aniListApi ? aniListPictures : api
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', pictures],
        connectSrc: ["'self'", api],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: { maxAge: twoYears, includeSubDomains: true, preload: true },
    frameguard: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  }
}
