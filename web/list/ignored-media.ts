import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Media } from '../../src/core/media.ts'
import { inParts } from '../../src/core/parts.ts'
import { optionalKinds } from '../../src/core/relation.ts'
import type { RelationsReply } from '../../src/http/schemas/relations.ts'
import { mostLookupIds } from '../../src/scan/relation-lookup.ts'
import { requestJson } from '../data/api.ts'
import type { Ignore } from '../data/ignore.ts'

/**
 * What ignored titles are, as nobody's answer says: those that follow or precede them tell, whose relations come with theirs. Those
 * that nothing is related to stay unknown.
 */
export function useIgnoredMedia(ignores: readonly Ignore[]): ReadonlyMap<number, Media> {
  const ids = [...new Set(ignores.map(({ mediaId }) => mediaId))].sort((a, b) => a - b)
  const { data } = useQuery({
    queryKey: ['ignored-media', ids],
    queryFn: ({ signal }) => readMedia(ids, signal),
    enabled: ids.length > 0,
    staleTime: 60 * 60_000,
    // While one after the other is brought back, the others keep their names.
    placeholderData: keepPreviousData,
  })
  return data ?? none
}

const none: ReadonlyMap<number, Media> = new Map()

async function readMedia(ids: readonly number[], signal: AbortSignal): Promise<ReadonlyMap<number, Media>> {
  const found = new Map<number, Media>()
  for (const part of inParts(ids, mostLookupIds)) {
    const body = { ids: part, relations: optionalKinds }
    const { media } = await requestJson<RelationsReply>('/api/v1/relations', { method: 'POST', body, signal })
    const wanted = new Set(part)
    for (const one of media) if (wanted.has(one.id)) found.set(one.id, one)
  }
  return found
}
