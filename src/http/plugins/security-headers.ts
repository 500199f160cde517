import type { Config } from '../../config/config.ts'
import type { App } from '../instance.ts'

const aniListApi = 'https://graphql.anilist.co'
const aniListPictures = 'https://s4.anilist.co'

const twoYears = 63_072_000

/** Browser features that the page does not use, so injected code cannot use them either. */
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

/** Adds the headers to every reply. */
export function addSecurityHeaders(app: App, config: Pick<Config, 'anilistApiUrl'>): void {
  const headers = securityHeaders(config)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
}

/**
 * The security headers. They never change, so they are made once; @fastify/helmet would build the policy for each
 * request.
 *
 * Only what the page needs is allowed: our own scripts and styles (none inline), and AniList's images and API, as the
 * page may load public lists itself. With a sandbox, its address replaces AniList's.
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

/** The origin of posters. A sandbox serves its own. */
export function picturesOrigin({ anilistApiUrl }: Pick<Config, 'anilistApiUrl'>): string {
  const api = new URL(anilistApiUrl).origin
  return api === aniListApi ? aniListPictures : api
}
