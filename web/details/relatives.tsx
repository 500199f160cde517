import type { Franchise, Missing } from '../data/scan.ts'
import { Kind } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { useTitleName } from '../titles/title-name.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { pathSteps, relativesOf, type Step } from './path.ts'

/** Why a title is missing: the path to it from a watched one. */
export function Why({ franchise, missing }: { franchise: Franchise; missing: Missing }) {
  const texts = useResultsTexts()
  const steps = pathSteps(franchise, missing.path)
  return (
    <Steps
      title={texts.details.why}
      text={texts.details.whyText(missing.distance)}
      steps={steps}
      here={missing.media.id}
    />
  )
}

export function Relatives({ franchise, id }: { franchise: Franchise; id: number }) {
  const texts = useResultsTexts().details
  const steps = relativesOf(franchise, id)
  return steps.length === 0 ? null : <Steps title={texts.relations} steps={steps} />
}

function Steps({
  title,
  text,
  steps,
  here,
}: {
  title: string
  text?: string
  steps: readonly Step[]
  /** The current title, which needs no link. */
  here?: number
}) {
  const texts = useResultsTexts().media
  const nameOf = useTitleName()
  return (
    <section aria-label={title} className="mt-6">
      <h3 className="font-semibold">{title}</h3>
      {text && <p className="text-s text-muted">{text}</p>}
      <ol className="mt-1">
        {steps.map(({ media, kind }) => {
          const content = (
            <>
              <StateMark mark={markOf(media)} />
              <span className="min-w-0 flex-1">
                <span className={`block ${media.id === here ? 'font-medium' : ''}`}>{nameOf(media)}</span>
                <span className="block text-s text-muted">
                  {kind && `${texts.relations[kind]} · `}
                  <Kind media={media} />
                </span>
              </span>
            </>
          )
          return (
            <li key={media.id} aria-current={media.id === here ? 'true' : undefined}>
              {media.id === here ? (
                <span className="flex gap-3 py-2">{content}</span>
              ) : (
                <TitleLink
                  media={media}
                  replace
                  className="-mx-2 flex gap-3 rounded-s px-2 py-2 hover:bg-sunken"
                >
                  {content}
                </TitleLink>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
