import { type Media, siteUrl } from '../../src/core/media.ts'
import type { Ignore } from '../data/ignore.ts'
import { LineName } from '../titles/line-name.tsx'
import { Poster } from '../titles/poster.tsx'
import { Kind } from '../titles/title-facts.tsx'
import { useTitleName } from '../titles/use-title-name.ts'
import { buttonStyles } from '../ui/button.tsx'
import { useActing } from './acting-context.tsx'
import { useActingTexts } from './acting-texts.ts'
import { IgnoreTerm } from './ignored-act.tsx'

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
