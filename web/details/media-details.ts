import { type QueryClient, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { mediaDetailsSchema } from '../../src/http/schemas/media.ts'
import { accountQuery, findAniListUrl, signInMark } from '../data/account.ts'
import { requestJson } from '../data/api.ts'
import { mayAskAniList } from '../data/browser-scan/try-scan-here.ts'
import type { FoundTitle } from '../titles/title.ts'

export type MediaDetails = z.output<typeof mediaDetailsSchema>

/**
 * What no scan reads, and only who looks at one title wants to know. Without it the rest is there all the same.
 *
 * @param found the title, once it is found
 * @param depth to which the scan went
 */
export function useMediaDetails(id: number, found: FoundTitle | undefined, depth: number) {
  return useQuery({
    queryKey: ['media-details', id],
    queryFn: async ({ client, signal }) => {
      const here = await tryDetailsHere(id, client)
      if (here) return here
      if (found && !isKnown(found, depth)) await makeKnown(id, client, signal)
      return await requestJson<MediaDetails>(`/api/v1/media/${id}`, { signal })
    },
    staleTime: 60 * 60_000,
    enabled: found !== undefined,
  })
}

/** By the visitor's own allowance, as the scan. `undefined` where the server has to be asked. */
async function tryDetailsHere(id: number, client: QueryClient): Promise<MediaDetails | undefined> {
  const anilistUrl = mayAskAniList() ? await findAniListUrl(client) : undefined
  if (anilistUrl === undefined) return undefined
  try {
    const { readDetailsHere } = await import('../data/browser-scan/anilist-here.ts')
    return await readDetailsHere(anilistUrl, id)
  } catch {
    // Whatever it was, the server tells it better.
    return undefined
  }
}

/**
 * Whether the server has read of the title for the scan: it keeps nothing of lists, and the relations of what is on them came
 * with them; and nothing of what a visitor's browser read by itself. What is one step off a list is known by its own relations alone, which are not read where that is far enough.
 */
function isKnown({ missing }: FoundTitle, depth: number): boolean {
  return signInMark.get() !== undefined && missing !== undefined && (missing.distance > 1 || depth > 1)
}

async function makeKnown(id: number, client: QueryClient, signal: AbortSignal): Promise<void> {
  // Who is signed in sends nothing without the proof that comes with this.
  await client.ensureQueryData(accountQuery)
  await requestJson('/api/v1/relations', { method: 'POST', body: { ids: [id] }, signal })
}
