import { Command } from 'commander'
import { createAuditTrail } from '../accounts/audit-trail.ts'
import { deriveKey } from '../accounts/cryptography.ts'
import { endSessionsAsOperator } from '../accounts/sessions/sessions.ts'
import { loadServerConfig } from '../config/config.ts'
import { openStore } from '../store/store.ts'
import { CommandError } from './failure.ts'

/** `sessions`: what an operator does about the sessions of others. */
export function sessionsCommand(): Command {
  return new Command('sessions')
    .description('Ends sessions of people who are signed in to this instance.')
    .addCommand(endCommand())
}

function endCommand(): Command {
  return new Command('end')
    .summary('sign somebody out, or everybody, on all devices')
    .argument('[name]', 'the AniList name of who is to be signed out')
    .option('--all', 'sign everybody out')
    .description(
      'Ends all sessions of one person, or of everybody with --all, also while the server runs: they are refused from the ' +
        'next request on. AniList tokens stay as they are; the people themselves disconnect them, at AniList if need be.',
    )
    .action(end)
}

async function end(name: string | undefined, { all = false }: { readonly all?: boolean }): Promise<void> {
  if ((name !== undefined) === all) throw new CommandError('usage', 'Name one person, or say --all.')
  const { databaseUrl, databaseEncryptionKey, secretKey } = await loadServerConfig()
  const store = await openStore({ databaseUrl, encryptionKey: databaseEncryptionKey })
  try {
    const audit = createAuditTrail({ store, now: Date.now, originKey: deriveKey(secretKey, 'audit origin') })
    const ended = await endSessionsAsOperator({ store, audit }, name)
    if (ended === undefined)
      throw new CommandError('account-not-found', `Nobody called ${name} has an account here.`)
    console.log(ended === 1 ? 'Ended 1 session.' : `Ended ${ended} sessions.`)
  } finally {
    await store.close()
  }
}
