import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { requestJson } from '../api/api.ts'
import type { HiddenTitle } from '../api/scan.ts'
import { buttonStyles } from '../components/button.tsx'
import { useDeviceValue } from '../device/device-value.ts'
import { useTitleName } from '../results/use-title-name.ts'
import { accountIgnores } from './acting.ts'
import { useActing } from './acting-context.tsx'
import { useActingTexts, useActingWords } from './acting-texts.ts'
import { ignoreOf } from './changed-answer.ts'
import { deviceIgnores } from './device-ignores.ts'
import { type Ignore, keyOf } from './ignore.ts'
import { dateText } from './ignore-items.ts'

/** Ends that a title is ignored. */
export function IgnoredAct({ title }: { title: HiddenTitle }) {
  const texts = useActingTexts()
  const acting = useActing()
  const nameOf = useTitleName()
  const ignored = useIgnores()
  if (!acting?.canIgnore) return null
  const ignore = ignored.get(keyOf(ignoreOf(title))) ?? ignoreOf(title)
  const name = nameOf(title.media)
  return (
    <button
      type="button"
      aria-label={texts.bringBackTitle(name)}
      className={`${buttonStyles.quiet} text-accent!`}
      onClick={() => acting.bringBack({ ignores: [ignore], name, gone: new Set([title.media.id]) })}
    >
      {texts.bringBack}
    </button>
  )
}

/** "With its franchise · Until 3 Mar 2027"; nothing for what is ignored itself and for good. */
export function IgnoredTerm({ title }: { title: HiddenTitle }) {
  const words = useActingWords()
  const { ignoredFor } = words.texts
  const { scope, until } = useIgnores().get(keyOf(ignoreOf(title))) ?? ignoreOf(title)
  return [
    scope === 'franchise' && ignoredFor.franchise,
    until !== null && ignoredFor.until(dateText(Date.parse(until), words)),
  ]
    .filter(Boolean)
    .map((part) => ` · ${part}`)
    .join('')
}

export function BringBackAll({ titles }: { titles: readonly HiddenTitle[] }) {
  const texts = useActingTexts()
  const acting = useActing()
  const ignored = useIgnores()
  if (!acting?.canIgnore || titles.length < 2) return null
  const ignores = new Map(
    titles.map(ignoreOf).map((one) => [keyOf(one), ignored.get(keyOf(one)) ?? one] as const),
  )
  return (
    <button
      type="button"
      className={`${buttonStyles.secondary} mt-3`}
      onClick={() =>
        acting.bringBack({
          ignores: [...ignores.values()],
          name: texts.titles(titles.length),
          gone: new Set(titles.map(({ media }) => media.id)),
        })
      }
    >
      {texts.bringBackAll(titles.length)}
    </button>
  )
}

/** All that is ignored, with its time limits, as far as they are known. */
function useIgnores(): ReadonlyMap<string, Ignore> {
  const isOwn = useActing()?.place === 'own'
  const kept = useQuery({
    queryKey: ['ignores'],
    queryFn: ({ signal }) => requestJson<{ ignores: readonly Ignore[] }>('/api/v1/ignores', { signal }),
    enabled: isOwn,
    staleTime: 0,
  }).data
  const { ignored } = useSyncExternalStore(accountIgnores.subscribe, accountIgnores.changes)
  const onDevice = useDeviceValue(deviceIgnores)
  const known = isOwn
    ? [...(kept?.ignores ?? []), ...[...ignored.values()].map(({ value }) => value)]
    : onDevice
  return new Map(known.map((one) => [keyOf(one), one]))
}
