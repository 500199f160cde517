import { createAccountTurns, type ListOwner } from '../../src/lists/account-turns.ts'
import { createListAdditions, createWriteAs } from '../../src/lists/list-additions.ts'
import { createListUpdates } from '../../src/lists/list-updates.ts'
import type { SandboxOptions } from '../../src/sandbox/server.ts'
import { saveAccount } from '../../src/store/accounts.ts'
import type { Store } from '../../src/store/store.ts'
import { openList } from '../anilist/list-sandbox.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

/** A person with an account here and a list in the sandbox. */
export async function openListWorld(store: Store, user: string, options: SandboxOptions = {}) {
  const list = await openList(user, options)
  const owner: ListOwner = {
    id: `account of ${user}`,
    aniListId: list.options.ownerId,
    sessionId: 'of no account',
  }
  await saveAccount(store.db, {
    ...{ id: owner.id, aniListId: owner.aniListId, name: user, avatarUrl: null },
    ...{ showsAdult: false, createdAt: 0, disconnectedBy: null },
  })
  return { ...list, list, owner, store, ...openProcess(store, list) }
}
export type ListWorld = Awaited<ReturnType<typeof openListWorld>>

/** Of a session that never ends. */
export const forEver = new AbortController().signal

/** Another process on the same database, for the same people. */
export function openProcess(
  store: Store,
  { transport, clock, options }: Awaited<ReturnType<typeof openList>>,
) {
  /** Moved only by tests, so that a lease does not expire while the database is working. */
  const leaseClock = createVirtualClock({ auto: false, startAt: clock.now() })
  const turns = createAccountTurns({ store, ...leaseClock, during: (_session, use) => use(forEver) })
  const changed: string[] = []
  const onChange = (accountId: string) => changed.push(accountId)
  const writeAs = createWriteAs({
    ...clock,
    random: () => 0.5,
    withToken: (_session, use) => use(options.token, forEver),
  })
  return {
    leaseClock,
    turns,
    changed,
    additions: createListAdditions({ store, turns, transport, writeAs, now: clock.now, onChange }),
    updates: createListUpdates({ turns, transport, writeAs, onChange }),
  }
}

/** The outcome of each title, in one word. */
export function words(
  results: readonly { readonly mediaId: number; readonly outcome: string; readonly code?: string }[],
): Record<number, string> {
  return Object.fromEntries(results.map(({ mediaId, outcome, code }) => [mediaId, code ?? outcome]))
}
