import { Link, useCanGoBack, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useLayoutEffect, useRef } from 'react'
import { readSearch, withoutTitle } from '../data/results-search.ts'
import type { Franchise, Member, ScanAnswer } from '../data/scan.ts'
import { TitleActions } from '../list/title-actions.tsx'
import { Poster } from '../titles/poster.tsx'
import { findTitle } from '../titles/title.ts'
import { useTitleName } from '../titles/title-name.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { Facts } from './facts.tsx'
import { type MediaDetails, useMediaDetails } from './media-details.ts'
import { Relatives, Why } from './relatives.tsx'

/** The details of a title, as a dialog on top of the page. */
export function TitleDetails({
  id,
  franchises,
  answer,
  user,
}: {
  id: number
  franchises: readonly Franchise[]
  answer: ScanAnswer | undefined
  /** The list's owner, for a link to the franchise; absent if the franchise is already shown. */
  user?: string
}) {
  const texts = useResultsTexts().details
  const nameOf = useTitleName()
  const close = useClose()
  const found = findTitle(id, franchises, answer)
  const { depth } = readSearch(useSearch({ strict: false }))
  const { data, isPending } = useMediaDetails(id, found, typeof depth === 'number' ? depth : Infinity)
  if (!found) {
    return answer ? (
      <Dialog title={texts.unknown} onClose={close}>
        <p>{texts.unknownText}</p>
      </Dialog>
    ) : null
  }
  const { media, franchise, missing } = found
  return (
    <Dialog
      title={nameOf(media)}
      onClose={close}
      width="max-w-2xl"
      footer={
        <>
          <TitleActions found={found} />
          {user !== undefined && franchise && franchise.media.length > 1 && (
            <Link
              to="/u/$name/franchise/$id"
              params={{ name: user, id: `${franchise.id}` }}
              search={withoutTitle}
              className={buttonStyles.secondary}
            >
              {texts.franchise}
            </Link>
          )}
          <a href={media.siteUrl} className={`${buttonStyles.quiet} ml-auto`}>
            AniList
            <Icon name="link" className="size-4" />
          </a>
        </>
      }
    >
      <FromTheTop key={id} />
      <div className="flex gap-4 sm:gap-6">
        <Poster media={media} className="w-24 shrink-0 self-start sm:w-36" eager />
        <div className="min-w-0 flex-1">
          <OtherTitles media={media} shown={nameOf(media)} />
          <Facts media={media} details={data} />
        </div>
      </div>
      <Synopsis details={data} isPending={isPending} />
      {franchise && missing && <Why franchise={franchise} missing={missing} />}
      {franchise && <Relatives franchise={franchise} id={id} />}
    </Dialog>
  )
}

/** Scrolls to the top when the dialog changes to another title. */
function FromTheTop() {
  const mark = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    mark.current?.parentElement?.scrollTo(0, 0)
  }, [])
  return <span ref={mark} />
}

/** Goes back to where the details were opened, or to the page below if the visitor came by a link. */
function useClose(): () => void {
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const navigate = useNavigate()
  return () => {
    if (canGoBack) router.history.back()
    else
      void navigate({
        to: '.',
        search: withoutTitle,
        replace: true,
        resetScroll: false,
      })
  }
}

/** The title in other languages. */
function OtherTitles({ media, shown }: { media: Pick<Member, 'title'>; shown: string }) {
  const texts = useTexts()
  const languages = [
    ['english', 'en'],
    ['romaji', 'ja-Latn'],
    ['native', undefined],
  ] as const
  const names = languages.flatMap(([language, tag]) => {
    const name = media.title[language]
    return name && name !== shown ? [{ language, tag, name }] : []
  })
  const distinct = names.filter(({ name }, at) => names.findIndex((one) => one.name === name) === at)
  if (distinct.length === 0) return null
  return (
    <dl className="mb-3 flex flex-col gap-1">
      {distinct.map(({ language, tag, name }) => (
        <div key={language}>
          <dt className="sr-only">{texts.shell.titleLanguages[language]}</dt>
          <dd lang={tag} className="font-medium">
            {name}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** AniList's description, as plain text. */
export function Synopsis({ details, isPending }: { details: MediaDetails | undefined; isPending: boolean }) {
  const texts = useResultsTexts().details
  if (isPending) {
    return (
      <div className="mt-6 animate-breathe" aria-hidden="true">
        {[1, 2, 3].map((line) => (
          <div key={line} className="my-2 h-4 rounded-s bg-sunken" />
        ))}
      </div>
    )
  }
  if (!details || details.synopsis.length === 0) return null
  return (
    <section aria-label={texts.synopsis} className="mt-6 flex max-w-prose flex-col gap-3">
      {details.synopsis.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other identity
        <p key={at} className="whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </section>
  )
}
