import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { chunk } from '../../src/core/chunk.ts'
import type { Media } from '../../src/core/media.ts'
import { optionalKinds } from '../../src/core/relation.ts'
import type { RelationsReply } from '../../src/http/schemas/media.ts'
import { mostLookupIds } from '../../src/scan/relation-lookup.ts'
import { requestJson } from '../data/api.ts'
import { ignoreOf } from '../data/changed-answer.ts'
import { deviceIgnores, type Ignore, type IgnoreKey, isOver, keyOf } from '../data/ignore.ts'
import { accountIgnores } from '../data/list-writes.ts'
import type { HiddenTitle } from '../data/scan.ts'
import { useValue } from '../data/value.ts'
import { useActing } from './acting-context.tsx'

/** All that is ignored, with its time limits, as far as they are known. */
export function useIgnores(): ReadonlyMap<IgnoreKey, Ignore> {
  const isOwn = useActing()?.place === 'own'
  const kept = useQuery({
    queryKey: ['ignores'],
    queryFn: ({ signal }) => requestJson<{ ignores: readonly Ignore[] }>('/api/v1/ignores', { signal }),
    enabled: isOwn,
    staleTime: 0,
  }).data
  const { ignored, broughtBack } = useSyncExternalStore(accountIgnores.subscribe, accountIgnores.changes)
  const onDevice = useValue(deviceIgnores)
  return useMemo(() => {
    const ofAccount = [...(kept?.ignores ?? []), ...[...ignored.values()].map(({ value }) => value)]
    const known = isOwn ? ofAccount.filter((one) => !broughtBack.has(keyOf(one))) : onDevice
    return new Map(known.map((one) => [keyOf(one), one]))
  }, [kept, ignored, broughtBack, onDevice, isOwn])
}

/**
 * What is ignored though nothing of the list leads there, as it does no longer, or not with these options of the scan.
 *
 * @param hidden all that rules hid
 */
export function useIgnoredElsewhere(hidden: readonly HiddenTitle[]): readonly Ignore[] {
  const canIgnore = useActing()?.canIgnore === true
  const ignores = useIgnores()
  return useMemo(() => {
    if (!canIgnore) return []
    const here = hidden.filter(({ rule }) => rule === 'ignored')
    const keys = new Set(here.map((title) => keyOf(ignoreOf(title))))
    const ids = new Set(here.map(({ media }) => media.id))
    return [...ignores.values()].filter(
      (one) => !isOver(one, Date.now()) && !keys.has(keyOf(one)) && !ids.has(one.mediaId),
    )
  }, [canIgnore, ignores, hidden])
}

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
  for (const part of chunk(ids, mostLookupIds)) {
    const body = { ids: part, relations: optionalKinds }
    const { media } = await requestJson<RelationsReply>('/api/v1/relations', { method: 'POST', body, signal })
    const wanted = new Set(part)
    for (const one of media) if (wanted.has(one.id)) found.set(one.id, one)
  }
  return found
}
