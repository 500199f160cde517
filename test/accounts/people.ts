import { createSecretKey, randomBytes } from 'node:crypto'
import { createAuditTrail } from '../../src/accounts/audit-trail.ts'
import type { Keyring } from '../../src/accounts/tokens/keyring.ts'
import { createTokenVault, type TokenVault } from '../../src/accounts/tokens/sealed-token.ts'
import { type Account, saveAccount } from '../../src/store/accounts.ts'
import { saveToken } from '../../src/store/anilist-tokens.ts'
import type { Store } from '../../src/store/store.ts'

export const noon = Date.UTC(2026, 10, 24, 12)

export function person(id: string, aniListId: number): Account {
  return {
    id,
    aniListId,
    name: id,
    avatarUrl: null,
    showsAdult: false,
    createdAt: noon,
    disconnectedBy: null,
  }
}

export function vaultOf(keyring: Keyring, environment = 'production'): TokenVault {
  return createTokenVault({ keyring, environment, random: randomBytes })
}

export function auditOf(store: Store) {
  return createAuditTrail({
    store,
    now: () => noon,
    originKey: createSecretKey(Buffer.alloc(32, 'origin')),
  })
}

/** Gives each of these people an account and a token, `token of NAME`, encrypted with the keyring. */
export async function signUp(
  store: Store,
  keyring: Keyring,
  names: readonly string[],
  environment?: string,
): Promise<void> {
  for (const [index, name] of names.entries()) {
    await saveAccount(store.db, person(name, index + 1))
    const sealed = vaultOf(keyring, environment).seal(name, `token of ${name}`)
    await saveToken(store.db, { ...sealed, accountId: name, obtainedAt: noon, expiresAt: noon + 1000 })
  }
}
