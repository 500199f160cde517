import type { Config } from '../../config/config.ts'
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

/** Puts the headers on every reply, whatever it is about. */
export function addSecurityHeaders(app: App, config: Pick<Config, 'anilistApiUrl'>): void {
  const headers = securityHeaders(config)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
}

/**
 * What every reply carries. It never changes while the program runs, so it is made once; @fastify/helmet puts the policy
 * together anew for each request.
 *
 * Nothing is allowed but what the page needs: own scripts and styles (none inline), AniList's pictures, and AniList's API,
 * which the page may ask for public lists by itself. With a stand-in for AniList, its address takes AniList's place.
 */
export function securityHeaders(config: Pick<Config, 'anilistApiUrl'>): Readonly<Record<string, string>> {
  const api = new URL(config.anilistApiUrl).origin
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src 'self' data: ${picturesOrigin(config)}`,
    `connect-src 'self' ${api}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'strict-transport-security': `max-age=${twoYears}; includeSubDomains; preload`,
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'x-permitted-cross-domain-policies': 'none',
    'permissions-policy': permissionsPolicy,
  }
}

/** Where posters come from. A stand-in for AniList has its own. */
export function picturesOrigin({ anilistApiUrl }: Pick<Config, 'anilistApiUrl'>): string {
  const api = new URL(anilistApiUrl).origin
  return api === aniListApi ? aniListPictures : api
}
