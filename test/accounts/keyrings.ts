import { createSecretKey } from 'node:crypto'
import type { Keyring } from '../../src/accounts/tokens/keyring.ts'

/** A keyring whose keys are derived from their names: `keyringOf('k2', 'k1')`, or `staging/k1` for another key named k1. */
export function keyringOf(...names: readonly string[]): Keyring {
  const keys = names.map((name) => ({
    id: name.replace(/^.*\//, ''),
    secret: createSecretKey(Buffer.alloc(32, name)),
  }))
  const [first] = keys
  if (!first) throw new Error('a keyring has a key')
  return { first, keys: new Map(keys.map((key) => [key.id, key])) }
}

/** A keyring as TOKEN_ENCRYPTION_KEYS holds it. */
export function formatKeyring({ keys }: Keyring): string {
  return Array.from(keys.values(), ({ id, secret }) => `${id}:${secret.export().toString('base64')}`).join(
    ',',
  )
}
