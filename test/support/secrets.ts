/** The secrets that a server requires, by the names of their options. */
export const secrets = {
  SECRET_KEY: 'secret key of the tests ahZ3Xo0pLk9',
  JWT_SECRET_KEY: 'JWT secret key of the tests 8sKq2WmV',
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.from('token key of the tests 7dRt5Nb1x').toString('base64')}`,
} as const
