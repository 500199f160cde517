import type { WriteOptions } from '../anilist/careful-write.ts'
import type { Clock } from '../anilist/clock.ts'
import { type EntryChange, type Update, updateEntry } from '../anilist/entry-update.ts'
import type { AniListError } from '../anilist/errors.ts'
import {
  type AddedEntry,
  type Addition,
  type AddOptions,
  addEntries,
  lookUpAdditions,
  type RemoveOptions,
  removeEntries,
  type WantedTitle,
} from '../anilist/list-writes.ts'
import type { Transport } from '../anilist/transport.ts'

/** Whose list it is. */
export interface ListOwner {
  /** Of the account. */
  readonly id: string
  readonly aniListId: number
}

type Own<Options> = Omit<Options, keyof WriteOptions> & { readonly signal: AbortSignal }

/** Writes to the lists of people with their tokens. */
export interface ListWriter {
  /** See {@link addEntries}. */
  add(
    owner: ListOwner,
    titles: readonly WantedTitle[],
    options: Own<AddOptions>,
  ): Promise<AniListError | undefined>
  /** See {@link lookUpAdditions}. */
  lookUp(
    owner: ListOwner,
    titles: readonly WantedTitle[],
    options: Own<Pick<AddOptions, 'status'>>,
  ): Promise<readonly Addition[]>
  /** See {@link removeEntries}. */
  remove(
    owner: ListOwner,
    entries: readonly AddedEntry[],
    options: Own<RemoveOptions>,
  ): Promise<AniListError | undefined>
  /** See {@link updateEntry}. */
  update(owner: ListOwner, mediaId: number, change: EntryChange, signal: AbortSignal): Promise<Update>
}

export interface ListWriterOptions extends Clock {
  readonly transport: Transport
  /** Lends the token of an account; rejects where there is none that works. */
  readonly withToken: <T>(accountId: string, use: (token: string) => Promise<T>) => Promise<T>
  /** A number from 0 to below 1. */
  readonly random?: (() => number) | undefined
}

export function createListWriter(options: ListWriterOptions): ListWriter {
  const { transport, withToken, now, sleep, random } = options
  const write = <T>({ id, aniListId }: ListOwner, use: (as: Omit<WriteOptions, 'signal'>) => Promise<T>) =>
    withToken(id, (token) =>
      use({ token, viewerId: aniListId, now, sleep, ...(random !== undefined && { random }) }),
    )
  return {
    add: (owner, titles, own) => write(owner, (as) => addEntries(transport, titles, { ...own, ...as })),
    lookUp: (owner, titles, own) =>
      write(owner, (as) => lookUpAdditions(transport, titles, { ...own, ...as })),
    remove: (owner, entries, own) =>
      write(owner, (as) => removeEntries(transport, entries, { ...own, ...as })),
    update: (owner, mediaId, change, signal) =>
      write(owner, (as) => updateEntry(transport, mediaId, change, { ...as, signal })),
  }
}
