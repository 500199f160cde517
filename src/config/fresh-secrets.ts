import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseEnv } from 'node:util'
import { ConfigError } from './errors.ts'
import { secretWeakness } from './secret-strength.ts'

/** The secrets that a server needs to start in production. */
export const requiredSecrets = ['SECRET_KEY', 'JWT_SECRET_KEY', 'TOKEN_ENCRYPTION_KEYS'] as const
export type RequiredSecret = (typeof requiredSecrets)[number]

/**
 * Generates the required secrets, of 32 random bytes each, by option name.
 *
 * @param keyId the name of the token encryption key, which is stored with everything it encrypts
 */
export function freshSecrets(keyId: string): Record<RequiredSecret, string> {
  return {
    SECRET_KEY: freshSecret('base64url'),
    JWT_SECRET_KEY: freshSecret('base64url'),
    TOKEN_ENCRYPTION_KEYS: `${keyId}:${freshSecret('base64')}`,
  }
}

/** 32 random bytes. One in a million looks like words, which production would reject, so it is replaced. */
export function freshSecret(encoding: 'base64' | 'base64url'): string {
  const secret = randomBytes(32).toString(encoding)
  return secretWeakness(secret) === undefined ? secret : freshSecret(encoding)
}

const heading = '# Secrets for development, generated at the first start. They are not used in production.\n'

/**
 * The secrets that a development instance generates at its first start and keeps, so that sign-ins survive a restart
 * without any configuration.
 *
 * @param file where they are kept, readable only by this user
 * @throws ConfigError if they can be neither read nor written
 */
export function keepDevelopmentSecrets(file: string): Record<RequiredSecret, string> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    if (!existsSync(file)) writeNew(file)
    chmodSync(file, 0o600)
    return readSecrets(file)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new ConfigError([
      `SECRET_KEY, JWT_SECRET_KEY and TOKEN_ENCRYPTION_KEYS are not set, and generated ones can't be saved to ${file} (${code}). Set them, or allow this user to write the file.`,
    ])
  }
}

/** Created atomically, so that processes starting at once share the first file and never read a partial one. */
function writeNew(file: string): void {
  const lines = Object.entries(freshSecrets('development')).map(([name, value]) => `${name}=${value}\n`)
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, heading + lines.join(''), { mode: 0o600 })
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function readSecrets(file: string): Record<RequiredSecret, string> {
  const found = parseEnv(readFileSync(file, 'utf8'))
  const missing = requiredSecrets.filter((name) => !found[name])
  if (missing.length > 0)
    throw new ConfigError([
      `${missing.join(', ')} missing from ${file}. Delete the file to generate new secrets.`,
    ])
  return found as Record<RequiredSecret, string>
}
