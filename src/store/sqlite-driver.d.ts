/** The part of the driver that we use: its package contains types, but its `exports` hide them. */
declare module 'better-sqlite3-multiple-ciphers' {
  import type { SqliteDatabase } from 'kysely'

  export default class Driver implements SqliteDatabase {
    constructor(file: string, options?: { timeout?: number })
    readonly inTransaction: boolean
    prepare: SqliteDatabase['prepare']
    exec(sql: string): this
    pragma(source: string, options?: { simple?: boolean }): unknown
    key(key: Buffer): number
    close(): void
  }
}
