import { randomBytes } from 'node:crypto'
import { Command } from 'commander'
import { createAuditTrail } from '../accounts/audit-trail.ts'
import { deriveKey } from '../accounts/cryptography.ts'
import { checkKeyring } from '../accounts/tokens/key-check.ts'
import { type KeyRotation, rotateKeys } from '../accounts/tokens/key-rotation.ts'
import { type Keyring, parseKeyring } from '../accounts/tokens/keyring.ts'
import { createTokenVault } from '../accounts/tokens/sealed-token.ts'
import { loadServerConfig, type ServerConfig } from '../config/config.ts'
import { freshSecret, freshSecrets } from '../config/fresh-secrets.ts'
import { openStore, type Store } from '../store/store.ts'
import { CommandError, programName } from './failure.ts'

const help = `
To replace the token encryption key:
  1. ${programName} keys generate     put its key before the one in TOKEN_ENCRYPTION_KEYS, with a comma between
  2. restart every instance          new tokens are encrypted with the new key
  3. ${programName} keys rotate       re-encrypts the existing ones
  4. remove the old key              and restart: an instance refuses to start while a token still needs it
If several instances share a database, first add the new key last and restart all of them: before step 1, every
instance has to know the new key.
Rotation does not reach backups: after a leak, make a new backup and destroy those that the old key can decrypt.`

/** `keys`: generates secrets, and rotates the key that encrypts tokens. */
export function keysCommand(): Command {
  return new Command('keys')
    .description('Generates the secrets of an instance, and rotates the key that encrypts AniList tokens.')
    .addCommand(generateCommand())
    .addCommand(rotateCommand())
    .addHelpText('after', help)
}

function generateCommand(): Command {
  return new Command('generate')
    .summary('print new secrets, ready for .env')
    .description(
      'Prints new random secrets, ready for .env or a secrets manager. They are not saved anywhere.',
    )
    .action(() => console.log(formatSecrets(new Date())))
}

/** The secrets as lines of a `.env` file. The key's name starts with the date and is unique. */
function formatSecrets(now: Date): string {
  const day = now.toISOString().slice(0, 10)
  const secrets = freshSecrets(`${day}-${randomBytes(2).toString('hex')}`)
  return [
    '# Secrets for one environment. Never commit them, and never reuse one of them elsewhere.',
    ...Object.entries(secrets).map(([name, value]) => `${name}=${value}`),
    '# Encrypts a new SQLite file. Leave it out for PostgreSQL, and for an existing file.',
    `DATABASE_ENCRYPTION_KEY=${freshSecret('base64url')}`,
  ].join('\n')
}

function rotateCommand(): Command {
  return new Command('rotate')
    .summary('re-encrypt every token with the first key of TOKEN_ENCRYPTION_KEYS')
    .description(
      'Re-encrypts every AniList token in the database with the first key of TOKEN_ENCRYPTION_KEYS. It can be stopped ' +
        'and run again at any time, also while the server is running.',
    )
    .action(async () => {
      const config = await loadServerConfig()
      const keyring = parseKeyring(config.tokenEncryptionKeys)
      const store = await openStore(config)
      try {
        console.log(report(await rotate(store, keyring, config), keyring))
      } finally {
        await store.close()
      }
    })
}

async function rotate(store: Store, keyring: Keyring, config: ServerConfig): Promise<KeyRotation> {
  const shared = { keyring, environment: config.appEnv, random: randomBytes }
  await checkKeyring({ ...shared, store, now: Date.now })
  return rotateKeys({
    store,
    keyring,
    vault: createTokenVault(shared),
    audit: createAuditTrail({ store, now: Date.now, originKey: deriveKey(config.secretKey, 'audit origin') }),
    onProgress: (done) => process.stderr.isTTY && process.stderr.write(`\r${done} tokens`),
  })
}

function report({ rewrapped, damaged }: KeyRotation, { first, keys }: Keyring): string {
  const done =
    rewrapped === 0
      ? `All tokens are encrypted with ${first.id} already.`
      : `Re-encrypted ${counted(rewrapped)} with ${first.id}.`
  if (damaged.length > 0)
    throw new CommandError(
      'sealed-damaged',
      `${done} But ${counted(damaged.length)} can't be decrypted, and will only be replaced when the owner signs in again. Accounts: ${damaged.join(', ')}.`,
    )
  const others = [...keys.keys()].filter((id) => id !== first.id).join(', ')
  return others === '' ? done : `${done} You can now remove ${others} from TOKEN_ENCRYPTION_KEYS.`
}

function counted(tokens: number): string {
  return tokens === 1 ? '1 token' : `${tokens} tokens`
}
