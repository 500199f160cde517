import { z } from 'zod'
import { chunk } from '../core/chunk.ts'
import { type ListStatus, listStatuses } from '../core/list.ts'
import type { MediaType } from '../core/media.ts'
import { AniListError } from './errors.ts'
import { complexity, maxComplexity, type Operation } from './operations.ts'
import type { Token, Transport, TransportRequest } from './transport.ts'

/** An entry as its owner's token shows it. */
export interface OwnEntry {
  /** AniList's id of the entry; a new one if it is deleted and created again. */
  readonly id: number
  readonly mediaId: number
  /** `null` for a status that AniList added later. */
  readonly status: ListStatus | null
  /** In the owner's own format; 0 means not scored. */
  readonly score: number
  readonly progress: number
  readonly private: boolean
  /** Unix seconds; 0 if AniList does not say. */
  readonly createdAt: number
  readonly updatedAt: number
  /** Whether it has more than its status, score and progress: notes, repeats, custom lists. */
  readonly hasMore: boolean
}

/** A media, and its entry on the token owner's list. */
export interface OwnMedia {
  readonly type: MediaType
  readonly episodes: number | null
  readonly entry: OwnEntry | undefined
}

export const ownEntryFields = `
  id mediaId status score progress repeat private notes hiddenFromStatusLists customLists(asArray: true)
  createdAt updatedAt`

const entryFields = z.object({
  id: z.int().positive(),
  mediaId: z.int().positive(),
  status: z.string().nullable(),
  score: z.number().nullable(),
  progress: z.int().nullable(),
  repeat: z.int().nullable(),
  private: z.boolean().nullable(),
  notes: z.string().nullable(),
  hiddenFromStatusLists: z.boolean().nullable(),
  customLists: z.unknown(),
  createdAt: z.int().nullable(),
  updatedAt: z.int().nullable(),
})
export const ownEntrySchema = entryFields.transform(toOwnEntry)

function toOwnEntry(reply: z.output<typeof entryFields>): OwnEntry {
  const status = listStatuses.find((one) => one === reply.status) ?? null
  const { id, mediaId, score, progress, createdAt, updatedAt } = reply
  return {
    ...{ id, mediaId, status, score: score ?? 0, progress: progress ?? 0, private: reply.private ?? false },
    ...{ createdAt: createdAt ?? 0, updatedAt: updatedAt ?? 0 },
    hasMore:
      Boolean(reply.repeat || reply.notes || reply.hiddenFromStatusLists) ||
      isInCustomList(reply.customLists),
  }
}

/** Either `[{name, enabled}]`, as requested, or `{name: enabled}`, AniList's other form. */
function isInCustomList(lists: unknown): boolean {
  const states = Array.isArray(lists) ? lists.map((list) => list?.enabled) : Object.values(lists ?? {})
  return states.some(Boolean)
}

/** `mediaListEntry` must be present: an entry is only written if it is known to be absent (`null`). */
const pageSchema = z.object({
  media: z.array(
    z
      .object({
        id: z.int().positive(),
        type: z.string().nullable(),
        episodes: z.int().nullable(),
        mediaListEntry: ownEntrySchema.nullable(),
      })
      .nullable(),
  ),
})
const replySchema = z.object({ Viewer: z.object({ id: z.int() }) }).catchall(pageSchema)

/** The maximum of `Page.perPage`. */
const idsPerPage = 50
/** About as many aliased pages as AniList is known to answer in one request. */
const mostPages = 20
const idsPerRequest =
  idsPerPage *
  Math.min(
    mostPages,
    // Viewer is requested once, not per page.
    Math.floor(
      (maxComplexity - complexity(ownEntriesDocument(0))) /
        (complexity(ownEntriesDocument(1)) - complexity(ownEntriesDocument(0))),
    ),
  )

/** Reads which ids exist, and their entries on the owner's list, including private and hidden ones. */
export function ownEntriesOperation(
  ids: readonly number[],
): Operation<z.output<typeof replySchema>> & Pick<TransportRequest<unknown>, 'variables'> {
  const pages = chunk(ids, idsPerPage)
  return {
    operationName: 'OwnEntries',
    query: ownEntriesDocument(pages.length),
    schema: replySchema,
    variables: Object.fromEntries(pages.map((page, number) => [`ids${number}`, page])),
  }
}

function ownEntriesDocument(pages: number): string {
  const numbers = Array.from({ length: pages }, (_, page) => page)
  const variables = numbers.map((page) => `$ids${page}: [Int]`).join(', ')
  const aliases = numbers.map(
    (page) =>
      `page${page}: Page(perPage: ${idsPerPage}) {
        media(id_in: $ids${page}) { id type episodes mediaListEntry { ${ownEntryFields} } }
      }`,
  )
  return `query OwnEntries${variables && `(${variables})`} { Viewer { id } ${aliases.join('\n')} }`
}

export interface LookOptions
  extends Pick<TransportRequest<unknown>, 'signal' | 'attempts' | 'caller' | 'since'> {
  readonly token: Token
  /** AniList's id of the list's owner. */
  readonly ownerId: number
  /** Epoch milliseconds. */
  readonly now: () => number
}

export interface Look {
  /** By media id; media unknown to AniList are absent. */
  readonly media: ReadonlyMap<number, OwnMedia>
  /** When it was requested, in epoch milliseconds; later changes are not included. */
  readonly askedAt: number
}

/**
 * Reads the entries that a user has for these media.
 *
 * @throws AniListError, also if the reply does not prove that it is about this user's list: without a valid token, AniList
 * would reply that there are no entries
 */
export async function readOwnEntries(
  transport: Transport,
  ids: readonly number[],
  { ownerId, now, ...options }: LookOptions,
): Promise<Look> {
  const media = new Map<number, OwnMedia>()
  let askedAt = Infinity
  for (const slice of chunk(ids, idsPerRequest)) {
    let sentAt = now()
    const { Viewer, ...pages } = await transport.request({
      ...ownEntriesOperation(slice),
      ...options,
      priority: 'urgent',
      onSend: () => {
        sentAt = now()
      },
    })
    if (Viewer.id !== ownerId) {
      const cause = new Error("Viewer.id is not the account's ID")
      throw new AniListError('anilist-bad-reply', { cause, detail: "it is about someone else's list" })
    }
    askedAt = Math.min(askedAt, sentAt)
    for (const one of Object.values(pages).flatMap((page) => page.media)) {
      if (!one) continue
      const { id, type, episodes, mediaListEntry } = one
      media.set(id, {
        type: type === 'ANIME' ? 'ANIME' : 'MANGA',
        episodes,
        entry: mediaListEntry ?? undefined,
      })
    }
  }
  return { media, askedAt }
}
