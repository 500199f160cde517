import { StoreError } from './store-error.ts'

/** Where the data is. `place` is how messages name it, without user and password. */
export type DatabaseAddress =
  | { readonly engine: 'sqlite'; readonly path: string; readonly place: string }
  | { readonly engine: 'postgresql'; readonly url: string; readonly place: string }

export const inMemory = ':memory:'

/**
 * Reads DATABASE_URL. A relative path counts from the working directory.
 *
 * @example
 * parseDatabaseUrl('sqlite:data/sequel-finder.db').place // 'data/sequel-finder.db'
 * parseDatabaseUrl('postgresql://me:secret@db.example/app').place // 'postgresql://db.example/app'
 *
 * @throws StoreError `database-url`, without the address and its password
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1]
  if (path !== undefined) return { engine: 'sqlite', path, place: path }
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) {
    const { host, pathname } = new URL(url)
    return { engine: 'postgresql', url, place: `postgresql://${host}${pathname}` }
  }
  throw new StoreError('database-url', '')
}
