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
import type { Token, Transport } from '../anilist/transport.ts'

/** Whose list it is, and in the name of which session it is written. */
export interface ListOwner {
  /** Of the account. */
  readonly id: string
  readonly aniListId: number
  readonly sessionId: string
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
  /** Lends the token of an account to each request, and ends what waits by the signal when the session ends or the token goes. */
  readonly withToken: <T>(
    session: { readonly id: string; readonly accountId: string },
    use: (token: Token, ended: AbortSignal) => Promise<T>,
  ) => Promise<T>
  /** A number from 0 to below 1. */
  readonly random?: (() => number) | undefined
}

export function createListWriter(options: ListWriterOptions): ListWriter {
  const { transport, withToken, now, sleep, random } = options
  const write = <T>(
    { id, aniListId, sessionId }: ListOwner,
    signal: AbortSignal,
    use: (as: WriteOptions) => Promise<T>,
  ) =>
    withToken({ id: sessionId, accountId: id }, (token, ended) =>
      use({
        ...{ token, viewerId: aniListId, caller: `account:${id}`, now, sleep },
        signal: AbortSignal.any([signal, ended]),
        ...(random !== undefined && { random }),
      }),
    )
  return {
    add: (owner, titles, own) =>
      write(owner, own.signal, (as) => addEntries(transport, titles, { ...own, ...as })),
    lookUp: (owner, titles, own) =>
      write(owner, own.signal, (as) => lookUpAdditions(transport, titles, { ...own, ...as })),
    remove: (owner, entries, own) =>
      write(owner, own.signal, (as) => removeEntries(transport, entries, { ...own, ...as })),
    update: (owner, mediaId, change, signal) =>
      write(owner, signal, (as) => updateEntry(transport, mediaId, change, as)),
  }
}
