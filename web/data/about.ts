import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { About } from '../../src/http/schemas/account.ts'
import { requestJson } from './api.ts'

/** What this instance is: its version, whether people can sign in, and whom a demo has to show. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => requestJson<About>('/api/v1/about', { signal }),
  staleTime: Infinity,
})

/** Where AniList's API answers; `undefined` where that cannot be known. */
export function findAniListUrl(client: QueryClient): Promise<string | undefined> {
  return client.fetchQuery(aboutQuery).then(
    ({ anilistApiUrl }) => anilistApiUrl,
    () => undefined,
  )
}

/** `undefined` until it is known. */
export function useAbout(): About | undefined {
  return useQuery(aboutQuery).data
}
