import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { mediaDetailsSchema } from '../../src/http/schemas/media-details.ts'
import { requestJson } from '../api/api.ts'

export type MediaDetails = z.output<typeof mediaDetailsSchema>

/** What no scan reads, and only who looks at one title wants to know. Without it the rest is there all the same. */
export function useMediaDetails(id: number) {
  return useQuery({
    queryKey: ['media-details', id],
    queryFn: ({ signal }) => requestJson<MediaDetails>(`/api/v1/media/${id}`, { signal }),
    staleTime: 60 * 60_000,
  })
}
