import { randomBytes } from 'node:crypto'

/** The secrets without which the server does not start in production. */
export const requiredSecrets = ['SECRET_KEY', 'JWT_SECRET_KEY', 'TOKEN_ENCRYPTION_KEYS'] as const
export type RequiredSecret = (typeof requiredSecrets)[number]

/**
 * New random secrets by the names of their options, 32 bytes each.
 *
 * @param keyId the name of the token encryption key, which stands beside everything that it encrypts
 */
export function freshSecrets(keyId: string): Record<RequiredSecret, string> {
  return {
    SECRET_KEY: randomBytes(32).toString('base64url'),
    JWT_SECRET_KEY: randomBytes(32).toString('base64url'),
    TOKEN_ENCRYPTION_KEYS: `${keyId}:${randomBytes(32).toString('base64')}`,
  }
}
