import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { chunk } from '../../src/core/chunk.ts'
import { type Media, siteUrl } from '../../src/core/media.ts'
import { optionalKinds } from '../../src/core/relation.ts'
import type { RelationsReply } from '../../src/http/schemas/media.ts'
import { mostLookupIds } from '../../src/scan/relation-lookup.ts'
import { requestJson } from '../data/api.ts'
import { ignoreOf } from '../data/changed-answer.ts'
import { deviceIgnores, type Ignore, type IgnoreKey, isOver, keyOf } from '../data/ignores.ts'
import { accountIgnores } from '../data/list-writes.ts'
import type { HiddenTitle } from '../data/scan.ts'
import { useValue } from '../data/value.ts'
import { Poster } from '../titles/poster.tsx'
import { Kind } from '../titles/title-facts.tsx'
import { LineName, useTitleName } from '../titles/title-name.tsx'
import { Button } from '../ui/button.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { useActing } from './acting-context.tsx'
import { dateText, useActingWords } from './ignore-menu.tsx'

/** A button that restores an ignored title. */
export function IgnoredAct({ title }: { title: HiddenTitle }) {
  const acting = useActing()
  const nameOf = useTitleName()
  const ignored = useIgnores()
  if (!acting?.canIgnore) return null
  const ignore = ignored.get(keyOf(ignoreOf(title))) ?? ignoreOf(title)
  return <BringBack ignore={ignore} name={nameOf(title.media)} id={title.media.id} />
}

/** @param props.id the title that disappears from the page */
function BringBack({ ignore, name, id }: { ignore: Ignore; name: string; id: number }) {
  const texts = useActingTexts()
  const acting = useActing()
  return (
    <Button
      aria-label={texts.bringBackTitle(name)}
      look="quiet"
      className="text-accent!"
      onClick={() => acting?.bringBack({ ignores: [ignore], name, gone: new Set([id]) })}
    >
      {texts.bringBack}
    </Button>
  )
}

/** "Snoozed until 3 Mar 2027 · Whole franchise" */
export function IgnoredTerm({ title }: { title: HiddenTitle }) {
  return <IgnoreTerm ignore={useIgnores().get(keyOf(ignoreOf(title))) ?? ignoreOf(title)} />
}

/** "Whole franchise · Snoozed until 3 Mar 2027"; empty for a title ignored permanently. */
function IgnoreTerm({ ignore: { scope, until } }: { ignore: Ignore }) {
  const words = useActingWords()
  const { ignoredFor } = words.texts
  const term = until === null ? ignoredFor.ever : ignoredFor.until(dateText(Date.parse(until), words))
  return scope === 'franchise' ? `${term} · ${ignoredFor.franchise}` : term
}

/** Sorts permanently ignored titles first, then snoozed ones by the day they come back. */
export function useBySnooze(): (one: HiddenTitle | Ignore, other: HiddenTitle | Ignore) => number {
  const ignores = useIgnores()
  return useCallback(
    (one, other) => {
      const until = (what: HiddenTitle | Ignore) =>
        ('media' in what ? ignores.get(keyOf(ignoreOf(what)))?.until : what.until) ?? ''
      return until(one).localeCompare(until(other))
    },
    [ignores],
  )
}

/** The number of snoozed titles, which come back by themselves. */
export function useSnoozedCount(hidden: readonly HiddenTitle[], elsewhere: readonly Ignore[]): number {
  const ignores = useIgnores()
  const ofTitles = hidden.flatMap((title) =>
    title.rule === 'ignored' ? (ignores.get(keyOf(ignoreOf(title))) ?? []) : [],
  )
  return [...ofTitles, ...elsewhere].filter(({ until }) => until !== null).length
}

export function BringBackAll({
  titles,
  elsewhere,
}: {
  titles: readonly HiddenTitle[]
  elsewhere: readonly Ignore[]
}) {
  const texts = useActingTexts()
  const acting = useActing()
  const ignored = useIgnores()
  const count = titles.length + elsewhere.length
  if (!acting?.canIgnore || count < 2) return null
  const ignores = new Map(
    titles.map(ignoreOf).map((one) => [keyOf(one), ignored.get(keyOf(one)) ?? one] as const),
  )
  return (
    <Button
      look="secondary"
      className="mt-3"
      onClick={() =>
        acting.bringBack({
          ignores: [...ignores.values(), ...elsewhere],
          name: texts.titles(count),
          gone: new Set([...titles.map(({ media }) => media.id), ...elsewhere.map(({ mediaId }) => mediaId)]),
        })
      }
    >
      {texts.bringBackAll(count)}
    </Button>
  )
}

/**
 * A line for an ignored title or franchise that is not in the results.
 *
 * @param media absent while it is unknown
 */
export function IgnoredElsewhere({ ignore, media }: { ignore: Ignore; media: Media | undefined }) {
  const texts = useActingTexts()
  const nameOf = useTitleName()
  const name = media ? nameOf(media) : texts.ignoredId(ignore.mediaId)
  return (
    <div className="-mx-2 flex items-center border-b border-rule">
      <a
        href={siteUrl({ id: ignore.mediaId, type: 'ANIME' })}
        data-stop
        className="group flex min-w-0 flex-1 items-center gap-4 rounded-s px-2 py-2 hover:bg-sunken"
      >
        <Poster media={media ?? { coverUrl: null }} className="w-10.5 shrink-0" />
        <span className="min-w-0 flex-1">
          <LineName name={name} />
          <span className="block truncate text-s text-muted">
            <IgnoreTerm ignore={ignore} />
            {media && (
              <>
                {' · '}
                <Kind media={{ format: media.format, year: media.startDate.year }} />
              </>
            )}
          </span>
        </span>
        <span className="text-s text-muted max-sm:hidden">{texts.ignoredElsewhere}</span>
      </a>
      <BringBack ignore={ignore} name={name} id={ignore.mediaId} />
    </div>
  )
}

/** All known ignores with their time limits. */
function useIgnores(): ReadonlyMap<IgnoreKey, Ignore> {
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
 * Ignored titles and franchises that the results do not lead to, or no longer, or not with these scan options.
 *
 * @param hidden all hidden titles
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

/** Media of ignored titles outside the answer, found through relations. Titles without any stay unknown. */
export function useIgnoredMedia(ignores: readonly Ignore[]): ReadonlyMap<number, Media> {
  const ids = [...new Set(ignores.map(({ mediaId }) => mediaId))].sort((a, b) => a - b)
  const { data } = useQuery({
    queryKey: ['ignored-media', ids],
    queryFn: ({ signal }) => readMedia(ids, signal),
    enabled: ids.length > 0,
    staleTime: 60 * 60_000,
    // Keep the other names while titles are restored one after another.
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
