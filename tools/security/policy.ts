import { becomes, type Change, replaced, together, unguarded, without } from './removal.ts'

const production = 'production.ts'
const nginx = 'sequel-finder.conf'
const accessToken = 'sessions/access-token.ts'
const headers = 'security-headers.ts'
const inlineScripts = replaced(headers, "script-src 'self'", "script-src 'self' 'unsafe-inline'")
const refreshHash = becomes('opaque-tokens.ts', 'hash', 'token')

/**
 * Each point of the security policy, by a short name, with the required tests: how their names start, after `policy: `. For
 * each test, ways to remove what it proves; the test has to fail for every one of them.
 */
export const policy: Readonly<Record<string, Readonly<Record<string, readonly (Change | Change[])[]>>>> = {
  'never commit secrets': {
    'never commit .env': [
      replaced('.gitignore', '*.key\n', ''),
      replaced('.env.example', '#SECRET_KEY=', 'SECRET_KEY=anything-that-is-long-enough'),
    ],
  },
  'strong random secrets': {
    'strong random secrets': [
      without(production, 'secretProblems', 'weakSecrets', 'reusedSecrets'),
      becomes(production, 'tooLong', '[]'),
      becomes(production, 'readings', 'new Set([secret])'),
      without(production, 'reusedSecrets', 'foreignSecrets'),
    ],
    'short, default and low-entropy secrets': [
      unguarded(
        'secret-strength.ts',
        'secretWeakness',
        'placeholder',
        'leastBytes',
        'text',
        'leastBits',
        'isMadeOfWords',
      ),
      replaced(
        'secret-strength.ts',
        'if (bytes === undefined) return',
        'if (bytes === undefined) return secret.length >= 32 ? undefined :',
      ),
    ],
    'keys generate': [becomes('fresh-secrets.ts', 'SECRET_KEY', "'your-secret-key-change-in-production'")],
    'the server refuses to start': [
      without('config/config.ts', 'gatherSources', 'nodeProblems'),
      without('config/config.ts', 'loadServerConfig', 'productionProblems'),
    ],
    'in development the server makes': [
      replaced('fresh-secrets.ts', 'chmodSync(file, 0o600)', 'chmodSync(file, 0o644)'),
      without('fresh-secrets.ts', 'keepDevelopmentSecrets', 'mode'),
    ],
  },
  'tokens encrypted at rest, with separate keys per environment': {
    'access tokens encrypted at rest': [
      without('cryptography.ts', 'decrypt', 'final'),
      together(
        without('cryptography.ts', 'decrypt', 'authTagLength'),
        replaced('cryptography.ts', ' || bytes.length < ivBytes + tagBytes', ''),
      ),
      becomes('cryptography.ts', 'iv', 'Buffer.alloc(ivBytes)'),
      without('sealed-token.ts', 'tokenContext', 'accountId'),
    ],
    'environment-specific keys': [
      // The data key depends on it as well.
      together(
        without('sealed-token.ts', 'tokenContext', 'environment'),
        without('sealed-token.ts', 'keyContext', 'environment'),
      ),
    ],
    'the key-check record': [
      unguarded('key-check.ts', 'checkWithin', 'fits', 'met'),
      without('key-check.ts', 'contextOf', 'environment'),
    ],
    'keys rotate': [without('anilist-tokens.ts', 'replaceDataKey', 'dataKey', "'dataKey'")],
  },
  'AniList tokens rotated': {
    'the AniList tokens of accounts': [
      without('connection.ts', 'withToken', 'wipe', 'anilist-invalid-token'),
      becomes('connection.ts', 'expiresSoon', 'false'),
      without('connection.ts', 'lend', 'check'),
    ],
  },
  'nothing leaks': {
    'data loaded with a token': [
      without('list-reads.ts', 'keyOf', 'viewer'),
      without('list-reads.ts', 'keep', 'addEventListener'),
      without('scan-runs.ts', 'keyOf', 'viewer'),
      without('scans.ts', 'sendAnswer', 'no-store'),
    ],
    'pino JSON': [
      becomes('logger.ts', 'loggedFields', '{ has: () => true } as never'),
      without('logger.ts', 'texts', 'redactText'),
      becomes('request-log.ts', 'logRequests.route', 'request.url'),
      becomes(production, 'isMute', 'false'),
    ],
    'a canary token appears nowhere': [refreshHash, becomes('sign-in/sign-in.ts', 'stateHash', 'state')],
  },
  CORS: {
    'CORS: exact origins': [becomes('cross-origin.ts', 'allowOrigins.origin', 'true')],
    'CORS in production': [becomes(production, 'local', 'false'), becomes(production, 'plain', 'false')],
  },
  'rate limits': {
    'per IP (IPv6 by /64)': [
      becomes('client-address.ts', 'countedAddress', 'ip'),
      without('plugins/rate-limit.ts', 'limitRequests', 'countedAddress'),
      becomes('limit-store.ts', 'admitted', 'true'),
      becomes('http/instance.ts', 'trustProxy', 'true'),
      replaced(nginx, '"~(?s)^(?<visitor_v6>', '"~^(?<visitor_v6>'),
    ],
    'stricter on sign-in and refresh': [becomes('policies.ts', 'sign-in.share', '1')],
    'exact across instances': [
      replaced('limit-store.ts', "redis.call('LLEN', key) >= limit", "redis.call('LLEN', key) > limit"),
      becomes('rate-limits.ts', 'shared', 'redis && undefined'),
    ],
    'with Redis down': [
      unguarded('rate-limits.ts', 'takeLocally', 'withoutRedis'),
      without('plugins/rate-limit.ts', 'reportRedis', 'error'),
      becomes('rate-limits.ts', 'takeLocally.limit', 'charge.limit'),
    ],
    '`RateLimit`': [becomes('plugins/rate-limit.ts', 'seconds', 'Math.floor(ms / 1000)')],
    '`RATE_LIMIT_PER_MINUTE`': [
      becomes(production, 'limitProblems', '[]'),
      becomes('policies.ts', 'limitOf', 'perMinute + 1_000 * policies[name].share'),
    ],
  },
  'JWT and refresh tokens': {
    'JWT HS256': [
      // The signatures of other algorithms are longer.
      together(without(accessToken, 'verify', 'algorithms'), becomes(accessToken, 'wellFormed', '/./')),
      without(accessToken, 'verify', 'typ', 'issuer', 'audience', 'nbf'),
      becomes(accessToken, 'currentDate', 'new Date(0)'),
      together(without(accessToken, 'verify', "'sid'"), becomes(accessToken, 'textOf', 'String(claim)')),
      becomes(accessToken, 'expires', 'issued + expireMinutes * 60'),
    ],
    'a thousand forged or expired access tokens': [without(accessToken, 'verify', 'issuer')],
    'key rotation': [
      unguarded(accessToken, 'signingKey', 'leastKeyBytes'),
      becomes(accessToken, 'keyNamed.key', '[...ring.values()][0]'),
    ],
    'rotating refresh tokens': [
      unguarded('refresh.ts', 'answerSpent', 'deleteSession'),
      without('refresh.ts', 'answerSpent', 'isPredecessor', 'graceMs', 'isOver', 'audit'),
      refreshHash,
      becomes('session-limits.ts', 'absoluteMs', '300 * day'),
    ],
    'sessions on': [
      without('sessions/sessions.ts', 'authenticate', 'isOver'),
      without('sessions/sessions.ts', 'end', 'accountId'),
      becomes('session-limits.ts', 'idleMs', '29 * day'),
    ],
    'ending a session': [
      without('session-watch.ts', 'lookOnAndOn', 'look'),
      without('accounts/accounts.ts', 'ending', 'look'),
      without('connection.ts', 'wipe', 'look'),
      without('scan-runs.ts', 'scanAs.signal', 'ended'),
      unguarded('scan-stream.ts', 'take', 'aborted'),
      without('lists/list-additions.ts', 'createWriteAs', 'ended'),
    ],
    'staying signed in': [without('auth.ts', 'addAuthRoutes', 'signOut')],
  },
  'the browser': {
    'cookies only': [
      without('session-cookies.ts', 'strict', 'httpOnly', 'secure', 'sameSite'),
      without('session-cookies.ts', 'prefix', '__Host-'),
    ],
    'CSRF by Sec-Fetch-Site': [
      unguarded('cross-origin.ts', 'refuseForgedRequests', 'comesFromUs'),
      without('cross-origin.ts', 'comesFromUs', 'cookie'),
    ],
    'CSRF by a token': [
      unguarded('cross-origin.ts', 'refuseForgedRequests', 'csrfTokens'),
      becomes('opaque-tokens.ts', 'sign', "salt + '.' + keyedHash(key, salt)"),
    ],
    'Bearer for API clients': [unguarded('authentication.ts', 'credentials', 'accessToken')],
    'protected by default': [
      replaced('authentication.ts', 'if (isPublic) return', 'return'),
      replaced(
        'routes/ignores.ts',
        "app.get('/api/v1/ignores', {",
        "app.get('/api/v1/ignores', { config: { public: true },",
      ),
    ],
  },
  'sign-in': {
    'sign-in on': [
      without('sign-ins.ts', 'takeSignIn', "'browserHash'"),
      together(
        replaced(
          'sign-ins.ts',
          ".deleteFrom('signIn')\n    .where('state",
          ".selectFrom('signIn')\n    .where('state",
        ),
        replaced('sign-ins.ts', '.returningAll()', '.selectAll()'),
      ),
      becomes('sign-in/sign-in.ts', 'goodForMs', '100 * 60_000'),
      becomes('sign-in/sign-in.ts', 'secretBytes', '16'),
      without('sign-in/sign-in.ts', 'endReplaced', 'accountId'),
    ],
    'same-origin return path': [
      unguarded('sign-in/sign-in.ts', 'parseReturnPath', 'inner'),
      without('sign-in/sign-in.ts', 'isPlainPath', '//'),
    ],
  },
  'the database': {
    'SQLite file mode 0600': [
      together(
        without('sqlite.ts', 'createPrivately', '0o600'),
        without('sqlite.ts', 'closeToOthers', 'chmodSync'),
      ),
      without('sqlite.ts', 'closeToOthers', 'chmodSync'),
    ],
    'whole-file encryption': [without('sqlite.ts', 'openSqlite', 'unlock')],
    'PostgreSQL in production': [
      replaced(production, "if (allowedExceptions(config).has('sqlite')) return []", 'return []'),
      replaced(production, "parameter('sslmode') === 'verify-full'", "parameter('sslmode') !== ''"),
      replaced(production, "parameter('sslcert') === ''", 'false'),
      without(production, 'databaseProblems.host', "'host'"),
      becomes(
        'postgresql.ts',
        'pool.connectionString',
        "url.replace('sslmode=verify-full', 'sslmode=no-verify')",
      ),
    ],
  },
  'HTTPS and the proxy': {
    'HTTPS required': [
      replaced(
        nginx,
        'return 301 https://sequel-finder.example.org$request_uri;',
        'proxy_pass http://sequel_finder;',
      ),
      replaced(
        nginx,
        'ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_ciphers ',
        'ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;\n    ssl_ciphers ALL:@SECLEVEL=0:',
      ),
      replaced(
        nginx,
        'proxy_set_header X-Forwarded-For $remote_addr;',
        'proxy_set_header X-Forwarded-For $http_x_forwarded_for;',
      ),
      replaced(nginx, '    add_header Strict-Transport-Security $own_hsts always;\n', ''),
      replaced(nginx, 'ssl_ciphers ', 'ssl_ciphers ECDHE-ECDSA-AES128-SHA256:'),
      replaced(
        nginx,
        'return 403 "Use https.\\n";',
        'return 301 https://sequel-finder.example.org$request_uri;',
      ),
    ],
    'https in production': [
      without(production, 'ours', 'publicUrl'),
      becomes(production, 'upstream', '[]'),
      without(production, 'transportProblems', 'nodeProblems'),
      becomes('node-settings.ts', 'fromOptions', '[]'),
      becomes('node-settings.ts', 'isInspectedHere', 'true'),
      without(production, 'isEncrypted', 'tls'),
      replaced(production, 'passwordsIn(config.redisUrl).length === 0', 'false'),
    ],
    'trusted proxies by CIDR': [
      unguarded(production, 'proxyProblems', 'isAnybody'),
      replaced('networks.ts', "(family === 'ipv6' && reserved.check(address, family))", 'false'),
      replaced(production, 'if (trustedProxies.length > 0 ||', 'if (trustedProxies.length >= 0 ||'),
      without('request-log.ts', 'requestIds', 'trusted'),
      becomes('request-log.ts', 'wellFormed', '/^/'),
    ],
  },
  'security headers': {
    'security headers: HSTS': [
      without(
        headers,
        'securityHeaders',
        'strict-transport-security',
        'x-frame-options',
        "default-src 'none'",
        'x-content-type-options',
        'referrer-policy',
        'permissions-policy',
      ),
      inlineScripts,
    ],
    'security headers, checked': [inlineScripts, becomes(headers, 'twoYears', '3_600')],
  },
  'logging and monitoring': {
    'Prometheus metrics': [
      becomes(production, 'metricsProblems', '[]'),
      replaced(
        'app.ts',
        'measureRequests(app, metrics)',
        "app.get('/metrics', { config: { public: true } }, () => metrics.read())",
      ),
    ],
    '/livez, /readyz': [
      becomes('health.ts', 'holdsMs', '0'),
      without('health.ts', 'passedLately', 'checking'),
      without('health.ts', 'ready', 'checks'),
    ],
    'an append-only audit trail': [
      replaced(
        '0003-audit-trail.ts',
        'before update on audit_entry\n   begin',
        'before update on audit_entry\n   when 1 = 0 begin',
      ),
      replaced(
        '0003-audit-trail.ts',
        'begin raise exception',
        'begin return coalesce(new, old); raise exception',
      ),
      replaced('0007-audit-retention.ts', 'when old.at > (unixepoch()', 'when old.at > 2 * (unixepoch()'),
      becomes('accounts/audit-trail.ts', 'origin', 'address ?? null'),
    ],
  },
  'dependency scanning': {
    'automated dependency scanning: on GitHub': [
      replaced('audit.yml', 'npm run audit -- --strict', 'npm run audit'),
      replaced('dependabot.yml', 'package-ecosystem: npm', 'package-ecosystem: gitsubmodule'),
    ],
    'automated dependency scanning: advisories': [
      replaced(
        'audit-findings.ts',
        "verdict: 'not run', details: [reason]",
        "verdict: 'ok', details: [reason]",
      ),
      replaced('audit-findings.ts', 'found.some(({ isShipped }) => isShipped)', 'false'),
      replaced('audit.ts', '--include=dev', '--omit=dev'),
      replaced('page-packages.ts', 'plugins: [collector()],\n    // Workers', '// Workers'),
    ],
    'automated dependency scanning: pinned': [
      replaced('docker-compose.yml', 'image: traefik', 'image: traefik:latest #'),
      replaced('audit.yml', 'actions/upload-artifact@', 'actions/upload-artifact@v7 #'),
    ],
  },
  'secrets management': {
    'secrets management': [
      without('secrets-manager.ts', 'exchange', 'redirect'),
      replaced('secrets-manager.ts', 'isPrivateOnTheWay(address)', "address !== ''"),
      unguarded('bounded-body.ts', 'readBody', 'maxBytes'),
    ],
  },
  'regular audits': {
    'regular security audits': [
      replaced('security-report.ts', "status === 0 ? 'passed' : 'FAILED'", "'passed'"),
      replaced('security-report.ts', "'FAILED', detail: 'it took", "'passed', detail: 'it took"),
    ],
    'the production checklist': [
      becomes('production-checklist.ts', 'lookAtSecretFiles', '[]'),
      replaced('production-checklist.ts', 'gaps(...originProblems(config))', 'gaps()'),
    ],
  },
  'bounded rows': {
    'rows per account': [
      without('sessions/sessions.ts', 'open', 'sessionsBeyond'),
      without('refresh.ts', 'exchange', 'pruneSpentRefreshTokens'),
      without('accounts/audit-trail.ts', 'record', 'same', 'all'),
      replaced('0007-audit-retention.ts', 'when (old.at > (extract', 'when (old.at > 2 * (extract'),
      unguarded('lists/ignores.ts', 'save', 'mostIgnored'),
      without('lists/list-additions.ts', 'findOrInsert', 'makeRoom'),
      unguarded('lists/list-additions.ts', 'makeRoom', 'canBeUndone'),
      unguarded('lists/list-additions.ts', 'addOpenTitles', 'absent'),
    ],
  },
  'bounded memory': {
    'bounded memory': [
      becomes('list-reads.ts', 'open', 'undefined'),
      replaced(
        'scan-runs.ts',
        'if (!run.reservation.tryGrow(size, claimant)) {',
        'run.reservation.resize(size)\n    if (size < 0) {',
      ),
      replaced('memory.ts', '      slot.drop()\n', ''),
      unguarded('memory.ts', 'fits', 'mostOfCaller'),
      without('schemas/scan.ts', 'depth', 'longestChain'),
    ],
    'room for new visitors': [
      unguarded('scan-runs.ts', 'giveWay', 'abandoned'),
      unguarded('scan-runs.ts', 'giveWay', 'greediest'),
      becomes('scan-turns.ts', 'isGreedy', 'false'),
    ],
  },
  "people's rights": {
    "people's rights on": [
      without('account-data.ts', 'deleteAll', 'deleteAccount'),
      replaced(
        'account-data.ts',
        'await inTransaction(store.db, async (db) => {\n      await deleteAccount(db, accountId)\n',
        'await deleteAccount(store.db, accountId)\n    await inTransaction(store.db, async (db) => {\n',
      ),
      without('account-data.ts', 'sections', 'auditTrail'),
      without('sqlite.ts', 'configure', 'secure_delete = ON'),
    ],
    "people's rights over HTTP": [
      replaced('routes/account.ts', 'await accounts.data.delete(account.id, request.ip)', 'void account'),
    ],
  },
  outbound: {
    'outbound: an allow-list': [unguarded('outbound.ts', 'allowOutbound', 'allowed')],
    'outbound: size limits': [unguarded('bounded-body.ts', 'readBody', 'maxBytes')],
    'outbound: bad replies': [
      without('transport.ts', 'makeInit', 'redirect'),
      replaced(
        'reply.ts',
        'if (checked.success) return checked.data',
        'if (checked.success || reply.data) return reply.data as T',
      ),
      becomes('reply.ts', 'harmless', 'said'),
    ],
  },
}

/** The ways to remove what a test of the policy proves, by how its name starts. */
export const removals = Object.fromEntries(
  Object.values(policy).flatMap((tests) =>
    Object.entries(tests).map(([test, ways]) => [test, ways.flat()] as const),
  ),
)
