import { z } from 'zod'
import type { GraphFragment } from '../core/graph.ts'
import type { ListEntry } from '../core/list.ts'
import { type ScoreFormat, scoreFormats } from '../core/score.ts'
import { AniListError, type AniListErrorCode } from './errors.ts'
import { toEntries } from './mapping.ts'
import { type ListReply, listSchema, userList } from './operations.ts'
import type { LoadOptions } from './relation-loader.ts'
import type { Token, Transport } from './transport.ts'

export interface ListUser {
  /** `null` if the list came from a file that does not say. */
  readonly id: number | null
  readonly name: string
  readonly avatarUrl: string | null
  /** Whether the user's AniList settings show adult titles. */
  readonly showsAdult: boolean
  /** The format of their scores; `null` if AniList does not say or it is a new one. */
  readonly scoreFormat: ScoreFormat | null
}

/** A list as read. Entries in several groups are repeated; `makeList` merges them. */
export interface ReadList {
  readonly user: ListUser
  readonly entries: readonly ListEntry[]
  /** The media on the list, with their relations if included. */
  readonly fragment: GraphFragment
}

export interface ReadListOptions extends LoadOptions {
  /** The owner's AniList token, for private lists and entries. */
  readonly token?: Token | undefined
}

/** The maximum of `MediaListCollection.perChunk`. */
const entriesPerChunk = 500

/** Failures that a shorter reply may avoid, as large lists have exceeded limits of AniList's server. */
const asksForLess: ReadonlySet<AniListErrorCode> = new Set<AniListErrorCode>([
  'anilist-server-error',
  'anilist-timeout',
  'anilist-reply-too-large',
  'anilist-bad-reply',
])

/**
 * Reads a user's anime list with the relations of every title on it: in one request, or in chunks if that fails. Private
 * entries are included only with their owner's token.
 *
 * @throws AniListError `anilist-user-not-found`, `anilist-user-private`, or any other failure
 */
export async function readUserList(
  transport: Transport,
  userName: string,
  options: ReadListOptions,
): Promise<ReadList> {
  const read = async (chunk: Record<string, number>, bounds: { attempts?: number } = {}) => {
    const call = { ...userList, variables: { userName, ...chunk }, ...options, ...bounds }
    return (await transport.request(call)).MediaListCollection ?? {}
  }

  try {
    return toReadList([await read({}, { attempts: 2 })], userName)
  } catch (error) {
    if (!(error instanceof AniListError) || !asksForLess.has(error.code)) throw error
  }
  const chunks: ListReply[] = []
  do {
    chunks.push(await read({ chunk: chunks.length + 1, perChunk: entriesPerChunk }))
  } while (chunks.at(-1)?.hasNextChunk)
  return toReadList(chunks, userName)
}

/** @param name used if the replies don't include it */
export function toReadList(replies: readonly ListReply[], name: string): ReadList {
  const user = replies[0]?.user
  return {
    user: {
      id: user?.id ?? null,
      name: user?.name ?? name,
      avatarUrl: user?.avatar?.large ?? null,
      showsAdult: user?.options?.displayAdultContent ?? false,
      scoreFormat: scoreFormats.find((format) => format === user?.mediaListOptions?.scoreFormat) ?? null,
    },
    ...toEntries({ lists: replies.flatMap(({ lists }) => lists ?? []) }),
  }
}

export class ListFileError extends Error {
  override readonly name = 'ListFileError'
  readonly code = 'list-file-invalid'
}

const collection = z.object({ MediaListCollection: listSchema })
const fileSchema = z.union([collection, z.object({ data: collection }).transform(({ data }) => data)])

/**
 * Reads a list saved from AniList: the reply to a `MediaListCollection` query, with or without the enclosing `data`.
 * Titles without relations are looked up when a scan needs them.
 *
 * @param name used if the file doesn't say whose list it is
 * @throws ListFileError
 */
export function parseListFile(text: string, name: string): ReadList {
  const parsed = fileSchema.safeParse(parseJson(text))
  if (!parsed.success) {
    throw new ListFileError(
      `The list file is not a reply to AniList's MediaListCollection query: ${describe(parsed.error)}.`,
      { cause: parsed.error },
    )
  }
  return toReadList([parsed.data.MediaListCollection], name)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ListFileError("The list file is not JSON. Save AniList's reply unchanged.", {
      cause: error,
    })
  }
}

/** The first problem and where it is: `lists.2.entries.7.mediaId: expected number`. */
function describe(error: z.ZodError): string {
  const issue = error.issues[0]
  const deepest = issue?.code === 'invalid_union' ? (issue.errors[0]?.[0] ?? issue) : issue
  return `${deepest?.path.join('.') || 'the file'}: ${deepest?.message ?? 'invalid'}`
}
