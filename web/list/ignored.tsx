import { type Media, siteUrl } from '../../src/core/media.ts'
import { ignoreOf } from '../data/changed-answer.ts'
import { type Ignore, keyOf } from '../data/ignore.ts'
import type { HiddenTitle } from '../data/scan.ts'
import { Poster } from '../titles/poster.tsx'
import { Kind } from '../titles/title-facts.tsx'
import { LineName, useTitleName } from '../titles/title-name.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { useActing } from './acting-context.tsx'
import { dateText, useActingWords } from './ignore-menu.tsx'
import { useIgnores } from './use-ignores.ts'

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

export function IgnoredTerm({ title }: { title: HiddenTitle }) {
  return <IgnoreTerm ignore={useIgnores().get(keyOf(ignoreOf(title))) ?? ignoreOf(title)} />
}

/** "With its franchise · Until 3 Mar 2027"; nothing for what is ignored itself and for good. */
function IgnoreTerm({ ignore: { scope, until } }: { ignore: Ignore }) {
  const words = useActingWords()
  const { ignoredFor } = words.texts
  return [
    scope === 'franchise' && ignoredFor.franchise,
    until !== null && ignoredFor.until(dateText(Date.parse(until), words)),
  ]
    .filter(Boolean)
    .map((part) => ` · ${part}`)
    .join('')
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
    <button
      type="button"
      className={`${buttonStyles.secondary} mt-3`}
      onClick={() =>
        acting.bringBack({
          ignores: [...ignores.values(), ...elsewhere],
          name: texts.titles(count),
          gone: new Set([...titles.map(({ media }) => media.id), ...elsewhere.map(({ mediaId }) => mediaId)]),
        })
      }
    >
      {texts.bringBackAll(count)}
    </button>
  )
}

/**
 * A line for what is ignored though nothing leads there.
 *
 * @param media unless it is not known yet, or to nobody
 */
export function IgnoredElsewhere({ ignore, media }: { ignore: Ignore; media: Media | undefined }) {
  const texts = useActingTexts()
  const acting = useActing()
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
            {media ? (
              <Kind media={{ format: media.format, year: media.startDate.year }} />
            ) : (
              texts.ignoredFor.ever
            )}
            <IgnoreTerm ignore={ignore} />
          </span>
        </span>
        <span className="text-s text-muted max-sm:hidden">{texts.ignoredElsewhere}</span>
      </a>
      <button
        type="button"
        aria-label={texts.bringBackTitle(name)}
        className={`${buttonStyles.quiet} text-accent!`}
        onClick={() => acting?.bringBack({ ignores: [ignore], name, gone: new Set([ignore.mediaId]) })}
      >
        {texts.bringBack}
      </button>
    </div>
  )
}
