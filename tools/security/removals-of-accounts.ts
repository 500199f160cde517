import type { RemovedProtection } from './removed-protection.ts'

/** What protects secrets, tokens, sessions and the database. */
export const removalsOfAccounts: readonly RemovedProtection[] = [
  {
    policy: 'strong random secrets',
    file: 'src/production.ts',
    find: '...weakSecrets(config), ',
    replace: '',
    test: 'src/production.test.ts',
  },
  {
    policy: 'strong random secrets',
    file: 'src/production.ts',
    find: '...reusedSecrets(config), ',
    replace: '',
    test: 'src/production.test.ts',
  },
  {
    policy: 'strong random secrets',
    file: 'src/production.ts',
    find: 'config.accessTokenExpireMinutes > 60',
    replace: 'config.accessTokenExpireMinutes > 100_000',
    test: 'src/production.test.ts',
  },
  {
    policy: 'keys generate',
    file: 'src/fresh-secrets.ts',
    find: "SECRET_KEY: randomBytes(32).toString('base64url'),\n    JWT",
    replace: "SECRET_KEY: 'your-secret-key-change-in-production',\n    JWT",
    test: 'test/cli/keys.test.ts',
  },
  {
    policy: 'access tokens encrypted at rest',
    file: 'src/accounts/aes-gcm.ts',
    find: 'createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })\n    .setAAD(Buffer.from(context))\n    .setAuthTag(bytes.subarray(-tagBytes))\n  try {\n    return Buffer.concat([decipher.update(body), decipher.final()])',
    replace:
      'createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })\n    .setAAD(Buffer.from(context))\n    .setAuthTag(bytes.subarray(-tagBytes))\n  try {\n    return decipher.update(body)',
    test: 'src/accounts/sealed-token.test.ts',
  },
  {
    policy: 'access tokens encrypted at rest',
    file: 'src/accounts/aes-gcm.ts',
    // Both: either alone keeps short tags out.
    find: ` || bytes.length < ivBytes + tagBytes)
    throw new SealError('sealed-damaged')
  const body = bytes.subarray(ivBytes, -tagBytes)
  // Without \`authTagLength\` Node takes a tag of four bytes, which can be guessed.
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })`,
    replace: `)
    throw new SealError('sealed-damaged')
  const body = bytes.subarray(ivBytes, -tagBytes)
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes))`,
    test: 'src/accounts/sealed-token.test.ts',
  },
  {
    policy: 'access tokens encrypted at rest',
    file: 'src/accounts/aes-gcm.ts',
    find: 'const iv = random(ivBytes)',
    replace: 'const iv = Buffer.alloc(ivBytes)',
    test: 'src/accounts/sealed-token.test.ts',
  },
  {
    policy: 'access tokens encrypted at rest',
    file: 'src/accounts/sealed-token.ts',
    find: "return JSON.stringify(['token', environment, table, column, accountId])",
    replace: "return JSON.stringify(['token', environment, table, column])",
    test: 'src/accounts/sealed-token.test.ts',
  },
  {
    policy: 'environment-specific keys',
    file: 'src/accounts/sealed-token.ts',
    // Both: the token and its data key are each bound to it.
    find: `  return JSON.stringify(['token', environment, table, column, accountId])
}

/** With the key's id, which the token's own context leaves out, so that rewrapping need not touch the token. */
function keyContext({ environment, table, column, accountId }: SealPlace, keyId: string): string {
  return JSON.stringify(['data key', environment, table, column, accountId, keyId])`,
    replace: `  return JSON.stringify(['token', environment.slice(0, 0), table, column, accountId])
}

function keyContext({ table, column, accountId }: SealPlace, keyId: string): string {
  return JSON.stringify(['data key', table, column, accountId, keyId])`,
    test: 'src/accounts/sealed-token.test.ts',
  },
  {
    policy: 'the key-check record',
    file: 'src/accounts/key-check.ts',
    find: 'if (key && !fits(key, proof, environment)) throw',
    replace: 'if (!proof) throw',
    test: 'test/accounts/key-check.test.ts',
  },
  {
    policy: 'the key-check record',
    file: 'src/accounts/key-check.ts',
    find: 'if (met.length > 0 && !met.some(({ id }) => keyring.keys.has(id))) throw',
    replace: 'if (met.length < 0) throw',
    test: 'test/accounts/key-check.test.ts',
  },
  {
    policy: 'the key-check record',
    file: 'src/accounts/key-check.ts',
    find: "return JSON.stringify(['key check', environment, id])",
    replace: "return JSON.stringify(['key check', id])",
    test: 'test/accounts/key-check.test.ts',
  },
  {
    policy: 'keys rotate',
    file: 'src/store/anilist-tokens.ts',
    find: '.set({ data_key: after.dataKey, key_id: after.keyId })',
    replace: '.set({ key_id: before.keyId })',
    test: 'test/accounts/key-rotation.test.ts',
  },
  {
    policy: 'keys rotate',
    file: 'src/store/anilist-tokens.ts',
    find: "    .where('data_key', '=', before.dataKey)\n",
    replace: '',
    test: 'test/accounts/key-rotation.test.ts',
  },
  {
    policy: 'the AniList tokens of accounts',
    file: 'src/accounts/connection.ts',
    find: "await wipe(accountId, 'anilist', { only: found.stored })",
    replace: '',
    test: 'test/accounts/connection.test.ts',
  },
  {
    policy: 'the AniList tokens of accounts',
    file: 'src/accounts/connection.ts',
    find: "error.code === 'anilist-invalid-token')) throw error",
    replace: 'error.code !== undefined)) throw error',
    test: 'test/accounts/connection.test.ts',
  },
  {
    policy: 'the AniList tokens of accounts',
    file: 'src/accounts/connection.ts',
    find: 'expiresSoon: expiresAt - now() <= remindBeforeMs',
    replace: 'expiresSoon: false',
    test: 'test/accounts/connection.test.ts',
  },
  {
    policy: 'what a token shows',
    file: 'src/scan/scan-runs.ts',
    find: '    viewer?.id ?? null,\n',
    replace: '',
    test: 'test/http/private-scans.test.ts',
  },
  {
    policy: 'what a token shows',
    file: 'src/http/routes/scans.ts',
    find: "return viewer ? 'no-store' : 'private, no-cache'",
    replace: "return viewer ? 'private, no-cache' : 'private, no-cache'",
    test: 'test/http/private-scans.test.ts',
  },
  {
    policy: 'a canary token appears nowhere',
    file: 'src/accounts/sealed-token.ts',
    find: 'token: encrypt(dataKey, Buffer.from(token), tokenContext(place), random),',
    replace: 'token,',
    test: 'test/accounts/canary.test.ts',
  },
  {
    policy: 'a canary token appears nowhere',
    file: 'src/accounts/sign-in.ts',
    find: 'stateHash: stateHash(state),',
    replace: 'stateHash: state,',
    test: 'test/accounts/canary.test.ts',
  },
  {
    policy: 'JWT HS256',
    file: 'src/accounts/access-token.ts',
    find: '        algorithms: [algorithm],\n',
    replace: '',
    test: 'src/accounts/access-token.test.ts',
  },
  ...(
    [
      ['        typ: type,\n        issuer', '        issuer'],
      ['        issuer: publicUrl,\n', ''],
      ['        audience,\n        required', '        required'],
      ["'exp', 'nbf', 'iat'", "'exp', 'iat'"],
      ['currentDate: new Date(now())', 'currentDate: new Date(0)'],
      ["'sub', 'sid']", "'sub']"],
    ] as const
  ).map(([find, replace]) => ({
    policy: 'JWT HS256' as const,
    file: 'src/accounts/access-token.ts',
    find,
    replace,
    test: 'src/accounts/access-token.test.ts',
  })),
  {
    policy: 'key rotation',
    file: 'src/accounts/access-token.ts',
    find: "const key = ring.get(kid ?? '')",
    replace: 'const [key] = ring.values()',
    test: 'src/accounts/access-token.test.ts',
  },
  {
    policy: 'rotating refresh tokens',
    file: 'src/accounts/refresh.ts',
    find: "if (!(await deleteSession(db, sessionId))) return 'session-ended'",
    replace: '',
    test: 'test/accounts/refresh.test.ts',
  },
  {
    policy: 'rotating refresh tokens',
    file: 'src/accounts/refresh.ts',
    find: 'if (isPredecessor && time',
    replace: 'if (time',
    test: 'test/accounts/refresh.test.ts',
  },
  {
    policy: 'rotating refresh tokens',
    file: 'src/accounts/refresh.ts',
    find: ' && time - spent.spentAt <= graceMs)',
    replace: ')',
    test: 'test/accounts/refresh.test.ts',
  },
  {
    policy: 'rotating refresh tokens',
    file: 'src/accounts/refresh-token.ts',
    find: 'hash: (token) => keyedHash(hashKey, token)',
    replace: 'hash: (token) => token || keyedHash(hashKey, token)',
    test: 'test/accounts/refresh.test.ts',
  },
  {
    policy: 'sessions on',
    file: 'src/accounts/sessions.ts',
    find: 'if (found?.session.accountId !== claims.accountId || isOver(found.session, time))',
    replace: 'if (found === undefined)',
    test: 'test/accounts/sessions.test.ts',
  },
  {
    policy: 'sessions on',
    file: 'src/accounts/sessions.ts',
    find: 'deleteSession(db, id, accountId)',
    replace: 'deleteSession(db, id)',
    test: 'test/accounts/sessions.test.ts',
  },
  {
    policy: 'staying signed in',
    file: 'src/http/routes/auth.ts',
    find: 'await accounts.signOut(principalOf(request), request.ip)',
    replace: 'principalOf(request)',
    test: 'test/http/auth.test.ts',
  },
  {
    policy: 'sign-in on',
    file: 'src/store/sign-ins.ts',
    find: "    .where('browser_hash', '=', wanted.browserHash)\n",
    replace: '',
    test: 'test/accounts/sign-in.test.ts',
  },
  {
    policy: 'sign-in on',
    file: 'src/store/sign-ins.ts',
    find: "    .deleteFrom('sign_in')\n    .where('state_hash', '=', wanted.stateHash)\n    .where('browser_hash', '=', wanted.browserHash)\n    .where('started_at', '>', wanted.startedAfter)\n    .returningAll()",
    replace:
      "    .selectFrom('sign_in')\n    .where('state_hash', '=', wanted.stateHash)\n    .where('browser_hash', '=', wanted.browserHash)\n    .where('started_at', '>', wanted.startedAfter)\n    .selectAll()",
    test: 'test/accounts/sign-in.test.ts',
  },
  {
    policy: 'sign-in on',
    file: 'src/accounts/sign-in.ts',
    find: 'const goodForMs = 10 * 60_000',
    replace: 'const goodForMs = 100 * 60_000',
    test: 'test/accounts/sign-in.test.ts',
  },
  {
    policy: 'sign-in on',
    file: 'src/accounts/sign-in.ts',
    find: 'const secretBytes = 32',
    replace: 'const secretBytes = 16',
    test: 'test/accounts/sign-in.test.ts',
  },
  {
    policy: 'same-origin return path',
    file: 'src/accounts/return-path.ts',
    find: 'if (inner === undefined || !isPlainPath(inner)) return undefined',
    replace: 'if (inner === undefined) return undefined',
    test: 'src/accounts/return-path.test.ts',
  },
  {
    policy: 'same-origin return path',
    file: 'src/accounts/return-path.ts',
    find: "!path.includes('//') && ",
    replace: '',
    test: 'src/accounts/return-path.test.ts',
  },
  {
    policy: 'SQLite file mode 0600',
    file: 'src/store/sqlite.ts',
    find: "closeSync(openSync(file, 'wx', 0o600))",
    replace: "closeSync(openSync(file, 'wx', 0o644))",
    test: 'test/store/sqlite-file.test.ts',
  },
  {
    policy: 'SQLite file mode 0600',
    file: 'src/store/sqlite.ts',
    find: 'if (stat?.isFile() && stat.mode & 0o077) chmodSync(path, stat.mode & 0o700)',
    replace: 'if (stat?.isFile() && stat.mode & 0o077) chmodSync(path, stat.mode)',
    test: 'test/store/sqlite-file.test.ts',
  },
  {
    policy: 'whole-file encryption',
    file: 'src/store/sqlite.ts',
    find: 'if (encryptionKey && path !== inMemory) unlock(database, encryptionKey)',
    replace: 'if (encryptionKey && path === inMemory) unlock(database, encryptionKey)',
    test: 'test/store/sqlite-file.test.ts',
  },
  {
    policy: 'PostgreSQL in production',
    file: 'src/production.ts',
    find: 'if (config.allowSqliteInProduction) return []',
    replace: 'return []',
    test: 'src/production.test.ts',
  },
  {
    policy: 'PostgreSQL in production',
    file: 'src/production.ts',
    find: "searchParams.get('sslmode') === 'verify-full'",
    replace: "searchParams.has('sslmode')",
    test: 'src/production.test.ts',
  },
  {
    policy: 'PostgreSQL in production',
    file: 'src/store/postgresql.ts',
    find: 'connectionString: url,\n    application_name',
    replace:
      "connectionString: url.replace('sslmode=verify-full', 'sslmode=no-verify'),\n    application_name",
    test: 'test/store/postgresql-tls.test.ts',
  },
  {
    policy: 'an append-only audit trail',
    file: 'src/store/migrations/0003-audit-trail.ts',
    find: 'for (const statement of onPostgresql ? postgresqlTriggers : sqliteTriggers)',
    replace: 'for (const statement of (onPostgresql ? postgresqlTriggers : sqliteTriggers).slice(0, 0))',
    test: 'test/accounts/audit-trail.test.ts',
  },
  {
    policy: 'an append-only audit trail',
    file: 'src/accounts/audit-trail.ts',
    find: 'keyedHash(originKey, address).slice(0, originCharacters)',
    replace: 'address || keyedHash(originKey, address).slice(0, originCharacters)',
    test: 'test/accounts/audit-trail.test.ts',
  },
  {
    policy: "people's rights on",
    file: 'src/accounts/account-data.ts',
    find: 'await deleteAccount(db, accountId)\n',
    replace: '\n',
    test: 'test/accounts/account-data.test.ts',
  },
  {
    policy: "people's rights on",
    file: 'src/accounts/account-data.ts',
    find: 'await inTransaction(store.db, async (db) => {\n      await deleteAccount(db, accountId)\n',
    replace: 'await deleteAccount(store.db, accountId)\n    await inTransaction(store.db, async (db) => {\n',
    test: 'test/accounts/account-data.test.ts',
  },
  {
    policy: "people's rights over HTTP",
    file: 'src/http/routes/account.ts',
    find: 'await accounts.data.delete(account.id, request.ip)',
    replace: 'void account',
    test: 'test/http/account.test.ts',
  },
]
