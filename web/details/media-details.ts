import { type QueryClient, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { mediaDetailsSchema } from '../../src/http/schemas/media.ts'
import { accountQuery, findAniListUrl, signInMark } from '../data/account.ts'
import { requestJson } from '../data/api.ts'
import { mayAskAniList } from '../data/browser-scan/try-scan-here.ts'
import type { FoundTitle } from '../titles/title.ts'

export type MediaDetails = z.output<typeof mediaDetailsSchema>

/**
 * Details that scans do not include; the page works without them too.
 *
 * @param found the title, once it is found
 * @param depth of the scan
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

/** Tries AniList directly, within the visitor's own rate limit, like scans. `undefined` if the server must be asked. */
async function tryDetailsHere(id: number, client: QueryClient): Promise<MediaDetails | undefined> {
  const anilistUrl = mayAskAniList() ? await findAniListUrl(client) : undefined
  if (anilistUrl === undefined) return undefined
  try {
    const { readDetailsHere } = await import('../data/browser-scan/anilist-here.ts')
    return await readDetailsHere(anilistUrl, id)
  } catch {
    // The server explains errors better.
    return undefined
  }
}

/**
 * Whether the server has stored the title. It does not if the relations came with the list or were read by the
 * browser. Titles one step ahead are only read if the scan goes further.
 */
function isKnown({ missing }: FoundTitle, depth: number): boolean {
  return signInMark.get() !== undefined && missing !== undefined && (missing.distance > 1 || depth > 1)
}

async function makeKnown(id: number, client: QueryClient, signal: AbortSignal): Promise<void> {
  // Provides the CSRF token that signed-in users need.
  await client.ensureQueryData(accountQuery)
  await requestJson('/api/v1/relations', { method: 'POST', body: { ids: [id] }, signal })
}
