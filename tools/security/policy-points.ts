/** Each point of the security policy, by a short name, with the tests that have to be there for it: how their names begin. */
export const policyPoints = [
  ['never commit secrets', ['never commit .env']],
  [
    'strong random secrets',
    [
      'strong random secrets',
      'short, default and low-entropy secrets',
      'keys generate',
      'the server refuses to start',
      'in development the server makes',
    ],
  ],
  [
    'tokens encrypted at rest, with keys of their own for each environment',
    ['access tokens encrypted at rest', 'environment-specific keys', 'the key-check record', 'keys rotate'],
  ],
  ['AniList tokens rotated', ['the AniList tokens of accounts']],
  ['nothing leaks', ['what a token shows', 'pino JSON', 'a canary token appears nowhere']],
  ['CORS', ['CORS: exact origins', 'CORS in production']],
  [
    'rate limits',
    [
      'per IP (IPv6 by /64)',
      'stricter on sign-in and refresh',
      'exact across instances',
      'with Redis down',
      '`RateLimit`',
      '`RATE_LIMIT_PER_MINUTE`',
    ],
  ],
  [
    'JWT and refresh tokens',
    [
      'JWT HS256',
      'a thousand forged or expired access tokens',
      'key rotation',
      'rotating refresh tokens',
      'sessions on',
      'what was ended',
      'staying signed in',
    ],
  ],
  [
    'the browser',
    [
      'cookies only',
      'CSRF by Sec-Fetch-Site',
      'CSRF by a token',
      'Bearer for API clients',
      'protected by default',
    ],
  ],
  ['sign-in', ['sign-in on', 'same-origin return path']],
  ['the database', ['SQLite file mode 0600', 'whole-file encryption', 'PostgreSQL in production']],
  ['HTTPS and the proxy', ['HTTPS required', 'https in production', 'trusted proxies by CIDR']],
  ['security headers', ['security headers: HSTS', 'security headers, checked']],
  [
    'logging and monitoring',
    ['pino JSON', 'Prometheus metrics', '/livez, /readyz', 'an append-only audit trail'],
  ],
  [
    'dependency scanning',
    [
      'automated dependency scanning: what GitHub does',
      'automated dependency scanning: advisories',
      'automated dependency scanning: what is pinned',
    ],
  ],
  ['secrets management', ['secrets management']],
  ['regular audits', ['regular security audits', 'the production checklist']],
  ['bounded rows', ['what is kept of one account']],
  ['bounded memory', ['bounded memory', 'places for strangers']],
  ["people's rights", ["people's rights on", "people's rights over HTTP"]],
  ['outbound', ['outbound: an allow-list', 'outbound: size limits', 'outbound: bad replies']],
] as const satisfies readonly (readonly [point: string, tests: readonly string[]])[]

/** How the names of tests begin that prove a point, after `policy: `. */
export type PolicyTest = (typeof policyPoints)[number][1][number]
