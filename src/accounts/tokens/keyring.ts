import { createSecretKey, type KeyObject } from 'node:crypto'
import { ConfigError } from '../../config/errors.ts'

/** A key, and the name stored with everything it seals. */
export interface TokenKey {
  readonly id: string
  /** 256 bits, as an object that logs and JSON cannot show. */
  readonly secret: KeyObject
}

/** The keys that open tokens; the first one also seals. */
export interface Keyring {
  readonly first: TokenKey
  readonly keys: ReadonlyMap<string, TokenKey>
}

export const tokenKeyBytes = 32

/**
 * Parses TOKEN_ENCRYPTION_KEYS: `ID:BASE64` entries separated by commas, newest first.
 *
 * @example
 * parseKeyring('k2:…,k1:…').first.id // 'k2'
 *
 * @throws ConfigError that says which key is invalid and why, without showing any
 */
export function parseKeyring(text: string): Keyring {
  const entries = text.split(',').map((entry) => entry.trim())
  const keys = new Map<string, TokenKey>()
  for (const [index, entry] of entries.entries()) {
    const key = parseTokenKey(entry, index + 1)
    if (keys.has(key.id)) throw malformed(`has two keys named ${key.id}. Give each its own name.`)
    for (const other of keys.values()) {
      if (other.secret.equals(key.secret))
        throw malformed(`contains the same key twice, as ${other.id} and ${key.id}. Generate a new one.`)
    }
    keys.set(key.id, key)
  }
  const [first] = keys.values()
  if (!first) throw malformed('is empty.')
  return { first, keys }
}

function parseTokenKey(entry: string, place: number): TokenKey {
  const [, id, base64 = ''] = /^([\w-]{1,32}):([\w+/-]+={0,2})$/.exec(entry) ?? []
  if (id === undefined)
    throw malformed(
      `must be NAME:BASE64,NAME:BASE64, but key ${place} is not. Generate one with \`sequel-finder keys generate\`.`,
    )
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length !== tokenKeyBytes)
    throw malformed(
      `needs ${tokenKeyBytes} bytes in base64 for the key ${id}. Generate one with \`sequel-finder keys generate\`.`,
    )
  return { id, secret: createSecretKey(bytes) }
}

function malformed(problem: string): ConfigError {
  return new ConfigError([`TOKEN_ENCRYPTION_KEYS ${problem}`])
}
