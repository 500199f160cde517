import { deleteAccount, findAccount } from '../store/accounts.ts'
import { inTransaction } from '../store/store.ts'
import type { AuditedStore } from './audit-trail.ts'
import { formatSession, type Sessions } from './sessions/sessions.ts'
import { type Connections, formatConnection } from './tokens/connection.ts'

/** All data stored about an account, in sections: plain data for JSON, with times in ISO 8601. */
export type AccountExport = { readonly exportedAt: string } & Readonly<Record<string, unknown>>

/** Reads one named section of the export. Every part that stores account data adds one. */
export type ExportSection = (accountId: string) => Promise<unknown>

export interface AccountData {
  /** Exports everything stored about an account, except secrets. */
  export(accountId: string, address?: string): Promise<AccountExport>
  /** Deletes an account with everything that belongs to it. Only anonymous audit entries remain. */
  delete(accountId: string, address?: string): Promise<void>
}

export interface AccountDataOptions extends AuditedStore {
  readonly sessions: Sessions
  readonly connections: Connections
  /** Sections from other parts, such as ignored titles. */
  readonly sections?: Readonly<Record<string, ExportSection>>
}

export function createAccountData(options: AccountDataOptions): AccountData {
  const { store, audit, sessions, connections, now } = options
  const sections: Readonly<Record<string, ExportSection>> = {
    account: async (accountId) => {
      const account = await findAccount(store.db, accountId)
      return account && { ...account, createdAt: isoTime(account.createdAt) }
    },
    anilist: async (accountId) => {
      const account = await findAccount(store.db, accountId)
      return account && formatConnection(await connections.stateOf(account))
    },
    sessions: async (accountId) => (await sessions.list(accountId)).map(formatSession),
    auditTrail: async (accountId) => {
      const entries = await audit.entriesOf(accountId)
      return entries.map(({ accountId: _, ...entry }) => ({ ...entry, at: isoTime(entry.at) }))
    },
    ...options.sections,
  }

  async function exportAll(accountId: string, address?: string): Promise<AccountExport> {
    await audit.record(store.db, 'export', { accountId, address })
    const entries = Object.entries(sections).map(async ([name, read]) => [name, await read(accountId)])
    return { exportedAt: isoTime(now()), ...Object.fromEntries(await Promise.all(entries)) }
  }

  async function deleteAll(accountId: string, address?: string): Promise<void> {
    await inTransaction(store.db, async (db) => {
      await deleteAccount(db, accountId)
      await audit.record(db, 'delete', { accountId, address })
    })
  }

  return { export: exportAll, delete: deleteAll }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
