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
To replace a token encryption key:
  1. ${programName} keys generate     and put its key, with a comma, before the one in TOKEN_ENCRYPTION_KEYS
  2. restart every instance          new tokens are sealed with the new key
  3. ${programName} keys rotate       the older ones follow
  4. take the old key out            and restart: an instance refuses to start while a token needs it
Where several instances share a database, put the new key last and restart all of them before step 1: an instance
that was not restarted yet has to know the key as well.
Rotation does not reach backups: after a leak, make a new one and destroy those that the old key opens.`

/** `keys`: makes secrets, and replaces the key that seals tokens. */
export function keysCommand(): Command {
  return new Command('keys')
    .description('Makes the secrets of an instance, and replaces the key that encrypts AniList tokens.')
    .addCommand(generateCommand())
    .addCommand(rotateCommand())
    .addHelpText('after', help)
}

function generateCommand(): Command {
  return new Command('generate')
    .summary('print new secrets, ready for .env')
    .description(
      'Prints new random secrets, ready to be put into .env or a secrets manager. It keeps nothing.',
    )
    .action(() => console.log(formatSecrets(new Date())))
}

/** The secrets as lines of a `.env` file. The key's name begins with the day, and no two are the same. */
function formatSecrets(now: Date): string {
  const day = now.toISOString().slice(0, 10)
  const secrets = freshSecrets(`${day}-${randomBytes(2).toString('hex')}`)
  return [
    '# Secrets of one environment. Never put them into version control, nor one of them into two places.',
    ...Object.entries(secrets).map(([name, value]) => `${name}=${value}`),
    '# Encrypts a new SQLite file. Leave it out for PostgreSQL, and for a file that is there already.',
    `DATABASE_ENCRYPTION_KEY=${freshSecret('base64url')}`,
  ].join('\n')
}

function rotateCommand(): Command {
  return new Command('rotate')
    .summary('encrypt every token with the first key of TOKEN_ENCRYPTION_KEYS')
    .description(
      'Brings every AniList token in the database under the first key of TOKEN_ENCRYPTION_KEYS. It may be stopped at any ' +
        'moment and run again, also while the server runs.',
    )
    .action(async () => {
      const config = await loadServerConfig()
      const keyring = parseKeyring(config.tokenEncryptionKeys)
      const store = await openStore({
        databaseUrl: config.databaseUrl,
        encryptionKey: config.databaseEncryptionKey,
      })
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
      ? `Nothing is left to bring under ${first.id}.`
      : `Brought ${counted(rewrapped)} under ${first.id}.`
  if (damaged.length > 0)
    throw new CommandError(
      'sealed-damaged',
      `${done} But ${counted(damaged.length)} cannot be opened and stay as they are, until their people sign in again. The accounts: ${damaged.join(', ')}.`,
    )
  const others = [...keys.keys()].filter((id) => id !== first.id).join(', ')
  return others === ''
    ? done
    : `${done} None needs ${others} any more: take that out of TOKEN_ENCRYPTION_KEYS.`
}

function counted(tokens: number): string {
  return tokens === 1 ? '1 token' : `${tokens} tokens`
}
