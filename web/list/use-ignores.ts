import { useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { accountIgnores } from '../data/acting.ts'
import { requestJson } from '../data/api.ts'
import { ignoreOf } from '../data/changed-answer.ts'
import { deviceIgnores } from '../data/device-ignores.ts'
import { useDeviceValue } from '../data/device-value.ts'
import { type Ignore, type IgnoreKey, isOver, keyOf } from '../data/ignore.ts'
import type { HiddenTitle } from '../data/scan.ts'
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
  const onDevice = useDeviceValue(deviceIgnores)
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
