import { Command } from 'commander'
import { createAuditTrail } from '../accounts/audit-trail.ts'
import { deriveKey } from '../accounts/cryptography.ts'
import { endSessionsAsOperator } from '../accounts/sessions/sessions.ts'
import { loadServerConfig } from '../config/config.ts'
import { openStore } from '../store/store.ts'
import { CommandError } from './failure.ts'

/** `sessions`: lets an operator end sessions. */
export function sessionsCommand(): Command {
  return new Command('sessions')
    .description('Ends the sessions of people signed in to this instance.')
    .addCommand(endCommand())
}

function endCommand(): Command {
  return new Command('end')
    .summary('sign out one person, or everyone, on all devices')
    .argument('[name]', 'the AniList username of the person to sign out')
    .option('--all', 'sign out everyone')
    .description(
      'Ends all sessions of one person, or of everyone with --all. It also works while the server is running: their next ' +
        'request is refused. Stored AniList tokens are kept; people can disconnect AniList here or in their AniList settings.',
    )
    .action(end)
}

async function end(name: string | undefined, { all = false }: { readonly all?: boolean }): Promise<void> {
  if ((name !== undefined) === all) throw new CommandError('usage', 'Give one name, or use --all.')
  const config = await loadServerConfig()
  const store = await openStore(config)
  try {
    const audit = createAuditTrail({
      store,
      now: Date.now,
      originKey: deriveKey(config.secretKey, 'audit origin'),
    })
    const ended = await endSessionsAsOperator({ store, audit }, name)
    if (ended === undefined)
      throw new CommandError('account-not-found', `There is no account called ${name} here.`)
    console.log(ended === 1 ? 'Ended 1 session.' : `Ended ${ended} sessions.`)
  } finally {
    await store.close()
  }
}
