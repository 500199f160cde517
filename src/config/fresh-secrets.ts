import { randomBytes } from 'node:crypto'
import { secretWeakness } from './secret-strength.ts'

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
    SECRET_KEY: freshSecret('base64url'),
    JWT_SECRET_KEY: freshSecret('base64url'),
    TOKEN_ENCRYPTION_KEYS: `${keyId}:${freshSecret('base64')}`,
  }
}

/** 32 random bytes. One in a million reads like words, and production would not take it. */
export function freshSecret(encoding: 'base64' | 'base64url'): string {
  const secret = randomBytes(32).toString(encoding)
  return secretWeakness(secret) === undefined ? secret : freshSecret(encoding)
}
