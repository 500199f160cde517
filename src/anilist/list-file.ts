import { z } from 'zod'
import { listSchema } from './operations.ts'
import { type ReadList, toReadList } from './user-list.ts'

/** A saved list that cannot be used. */
export class ListFileError extends Error {
  override readonly name = 'ListFileError'
  readonly code = 'list-file-invalid'
}

const collection = z.object({ MediaListCollection: listSchema })
const fileSchema = z.union([collection, z.object({ data: collection }).transform(({ data }) => data)])

/**
 * Reads a list that was saved from AniList: the answer of a `MediaListCollection` query, with or without the `data`
 * around it. Titles without relations are looked up when a scan needs them.
 *
 * @param name what to call the owner where the file doesn't tell
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

/** The first thing wrong, and where: `lists.2.entries.7.mediaId: expected number`. */
function describe(error: z.ZodError): string {
  const issue = error.issues[0]
  const deepest = issue?.code === 'invalid_union' ? (issue.errors[0]?.[0] ?? issue) : issue
  return `${deepest?.path.join('.') || 'the file'}: ${deepest?.message ?? 'invalid'}`
}
