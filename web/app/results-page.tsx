import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useChangedAnswer } from '../data/list-writes.ts'
import { scanOptionsOf } from '../data/results-search.ts'
import { nowhere, useAnswer } from '../data/scan-query.ts'
import { answerInOrder, franchisesInOrder } from '../data/watch-orders.ts'
import { ActingProvider } from '../list/acting-context.tsx'
import { Results, RunningResults } from '../results/results.tsx'
import { OwnScoreFormat } from '../titles/title-facts.tsx'
import { useSharedSearch } from '../titles/title-link.tsx'
import { lazily } from '../ui/lazily.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { usePageTitle } from '../ui/texts/language.tsx'
import { OldAnswerBanner, ScanProblem } from './scan-problem.tsx'

const TitleDetails = lazily(async () => (await import('../details/title-details.tsx')).TitleDetails)

/** A user's missing titles: the progress, the results, or the problem. */
export function ResultsPage() {
  const { name } = useParams({ from: '/u/$name' })
  return (
    <div className="mx-auto w-full max-w-[96rem] flex-1 px-4 pt-5 md:px-6">
      <ScanOf key={name.toLowerCase()} name={name} />
    </div>
  )
}

function ScanOf({ name }: { name: string }) {
  const texts = useResultsTexts().results
  const search = useSharedSearch()
  const { finished, running, isFetching, error, scanAgain, ...found } = useAnswer(name, scanOptionsOf(search))
  const changed = useChangedAnswer(name, found.answer, finished?.askedAt ?? 0)
  const answer = useMemo(() => changed && answerInOrder(changed, search.order), [changed, search.order])
  const early = useMemo(
    () => running && { ...running, franchises: franchisesInOrder(running.franchises, search.order) },
    [running, search.order],
  )
  usePageTitle(texts.title(answer?.user.name ?? name))
  if (error && !answer && !isFetching) return <ScanProblem error={error} name={name} onRetry={scanAgain} />
  return (
    <OwnScoreFormat value={answer?.user.scoreFormat ?? null}>
      <ActingProvider name={name}>
        {answer && error && (
          <OldAnswerBanner error={error} name={name} generatedAt={answer.generatedAt} onRetry={scanAgain} />
        )}
        {answer ? (
          <Results
            answer={answer}
            places={finished?.places ?? nowhere}
            isFetching={isFetching}
            isOld={error !== null}
            onScanAgain={scanAgain}
          />
        ) : (
          <RunningResults name={name} running={early} />
        )}
        {search.title !== undefined && (
          <TitleDetails
            id={search.title}
            franchises={answer?.franchises ?? early?.franchises ?? []}
            answer={answer}
            user={name}
          />
        )}
      </ActingProvider>
    </OwnScoreFormat>
  )
}
