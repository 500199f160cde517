import { useParams } from '@tanstack/react-router'
import { ActingProvider } from '../acting/acting-context.tsx'
import { useChangedAnswer } from '../acting/use-changed-answer.ts'
import { TitleDetails } from '../details/title-details-loader.tsx'
import { OldAnswerBanner } from '../results/old-answer-banner.tsx'
import { Results } from '../results/results.tsx'
import { scanOptionsOf } from '../results/results-search.ts'
import { RunningResults } from '../results/running-results.tsx'
import { ScanProblem } from '../results/scan-problem.tsx'
import { nowhere } from '../results/scan-query.ts'
import { OwnScoreFormat } from '../results/scores.ts'
import { useAnswer } from '../results/use-answer.ts'
import { useResultsSearch } from '../results/use-results-search.ts'
import { usePageTitle } from '../shell/page-title.ts'
import { useTexts } from '../texts/language.tsx'

/** What one user is missing: while it is being found, when it is found, and where it cannot be. */
export function ResultsPage() {
  const { name } = useParams({ from: '/u/$name' })
  return (
    <div className="mx-auto w-full max-w-[96rem] flex-1 px-4 pt-5 md:px-6">
      <ScanOf key={name.toLowerCase()} name={name} />
    </div>
  )
}

function ScanOf({ name }: { name: string }) {
  const texts = useTexts().results
  const { search } = useResultsSearch()
  const { finished, running, isFetching, error, scanAgain, ...found } = useAnswer(name, scanOptionsOf(search))
  const answer = useChangedAnswer(name, found.answer, finished?.askedAt ?? 0)
  usePageTitle(texts.title(answer?.user.name ?? name))
  if (error && !answer && !isFetching) return <ScanProblem error={error} name={name} onRetry={scanAgain} />
  return (
    <ActingProvider name={name}>
      <OwnScoreFormat value={answer?.user.scoreFormat ?? null}>
        {answer && error && (
          <OldAnswerBanner error={error} name={name} generatedAt={answer.generatedAt} onRetry={scanAgain} />
        )}
        {answer ? (
          <Results
            answer={answer}
            places={finished?.places ?? nowhere}
            isFetching={isFetching}
            onScanAgain={scanAgain}
          />
        ) : (
          <RunningResults name={name} running={running} />
        )}
        {search.title !== undefined && (
          <TitleDetails
            id={search.title}
            franchises={answer?.franchises ?? running?.franchises ?? []}
            answer={answer}
            user={name}
          />
        )}
      </OwnScoreFormat>
    </ActingProvider>
  )
}
