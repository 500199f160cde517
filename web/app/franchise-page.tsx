import { Link, useParams } from '@tanstack/react-router'
import { useChangedAnswer } from '../data/list-writes.ts'
import { scanOptionsOf, withoutTitle } from '../data/results-search.ts'
import type { Franchise } from '../data/scan.ts'
import { useAnswer } from '../data/scan-query.ts'
import { inOrder, orderFor } from '../data/watch-orders.ts'
import { FranchiseView } from '../franchise/franchise-view.tsx'
import { ActingProvider } from '../list/acting-context.tsx'
import { useMoveKeys } from '../list/title-keys.ts'
import { OwnScoreFormat } from '../titles/title-facts.tsx'
import { useSharedSearch } from '../titles/title-link.tsx'
import { useFranchiseName } from '../titles/title-name.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { lazily } from '../ui/lazily.tsx'
import { Notice } from '../ui/notice.tsx'
import { ScanProgress } from '../ui/scan-progress.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { usePageTitle } from '../ui/texts/language.tsx'
import { OldAnswerBanner, ScanProblem } from './scan-problem.tsx'

const TitleDetails = lazily(async () => (await import('../details/title-details.tsx')).TitleDetails)

export function FranchisePage() {
  const { name, id } = useParams({ from: '/u/$name/franchise/$id' })
  return (
    // The footer waits below: what comes while the scan runs would move it.
    <div className="mx-auto min-h-dvh w-full max-w-[96rem] flex-1 px-4 pt-3 md:px-6 print:min-h-0">
      <FranchiseOf key={`${name.toLowerCase()} ${id}`} name={name} id={Number(id)} />
    </div>
  )
}

function FranchiseOf({ name, id }: { name: string; id: number }) {
  const texts = useResultsTexts()
  const search = useSharedSearch()
  const { finished, running, isFetching, error, scanAgain, ...found } = useAnswer(name, scanOptionsOf(search))
  const answer = useChangedAnswer(name, found.answer, finished?.askedAt ?? 0, id)
  // With other options franchises merge, so any of its titles identifies one.
  const isWanted = ({ media }: Franchise) => media.some((one) => one.id === id)
  const given = (answer?.franchises ?? running?.franchises)?.find(isWanted)
  const franchise = given && inOrder(given, orderFor(search.order, given))
  const franchiseName = useFranchiseName()
  usePageTitle(franchise ? franchiseName(franchise) : texts.results.title(name))
  useMoveKeys()

  if (franchise) {
    return (
      <OwnScoreFormat value={answer?.user.scoreFormat ?? null}>
        <ActingProvider name={name}>
          {answer && error && (
            <OldAnswerBanner error={error} name={name} generatedAt={answer.generatedAt} onRetry={scanAgain} />
          )}
          <FranchiseView
            franchise={franchise}
            user={answer?.user.name ?? name}
            isAnswered={answer !== undefined}
          />
          {search.title !== undefined && (
            <TitleDetails id={search.title} franchises={[franchise]} answer={answer} />
          )}
        </ActingProvider>
      </OwnScoreFormat>
    )
  }
  if (error && !isFetching) return <ScanProblem error={error} name={name} onRetry={scanAgain} />
  if (answer) return <NothingHere name={answer.user.name} />
  return <ScanProgress name={name} progress={running?.progress} />
}

/** The list has all of it by now, or the link is wrong. */
function NothingHere({ name }: { name: string }) {
  const texts = useResultsTexts()
  return (
    <Notice
      icon={<Icon name="check" />}
      tone="good"
      title={texts.franchise.complete}
      actions={
        <Link to="/u/$name" params={{ name }} search={withoutTitle} className={buttonStyles.primary}>
          {texts.results.title(name)}
        </Link>
      }
    >
      <p>{texts.franchise.completeText(name)}</p>
    </Notice>
  )
}
