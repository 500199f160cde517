import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { findAnswer } from '../device/last-answer.ts'
import { ProblemBanner } from '../results/problem-banner.tsx'
import { mayShowOldAnswer, screenOf } from '../results/problem-screen.ts'
import { Results } from '../results/results.tsx'
import { scanOptionsOf } from '../results/results-search.ts'
import { RunningResults } from '../results/running-results.tsx'
import { Retrying, ScanProblem, useProblemTexts } from '../results/scan-problem.tsx'
import { nowhere, useScan } from '../results/scan-query.ts'
import { useResultsSearch } from '../results/use-results-search.ts'
import { usePageTitle } from '../shell/page-title.ts'
import { useNow } from '../shell/use-now.ts'
import { useFormats, useTexts } from '../texts/language.tsx'

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
  const options = scanOptionsOf(search)
  const { finished, running, isFetching, error, scanAgain } = useScan(name, options)
  usePageTitle(texts.title(finished?.answer.user.name ?? name))

  const old = useQuery({
    queryKey: ['old-answer', name, options],
    queryFn: async () => (await findAnswer(name, options)) ?? null,
    enabled: error !== null && finished === undefined && mayShowOldAnswer(screenOf(error)),
    staleTime: 0,
  })
  const again = () => void scanAgain()
  const answer = finished?.answer ?? (error ? old.data : undefined)
  if (answer) {
    return (
      <>
        {error && (
          <OldAnswerBanner
            key={error.message}
            error={error}
            name={name}
            generatedAt={answer.generatedAt}
            onRetry={again}
          />
        )}
        <Results
          answer={answer}
          places={finished?.places ?? nowhere}
          isFetching={isFetching}
          onScanAgain={again}
        />
      </>
    )
  }
  if (error && !isFetching && !old.isFetching)
    return <ScanProblem error={error} name={name} onRetry={again} />
  return <RunningResults name={name} running={running} />
}

function OldAnswerBanner({
  error,
  name,
  generatedAt,
  onRetry,
}: {
  error: Error
  name: string
  generatedAt: string
  onRetry: () => void
}) {
  const texts = useTexts().problems
  const formats = useFormats()
  const screen = screenOf(error)
  const { title } = useProblemTexts(screen, name)
  const age = Math.max(0, useNow() - Date.parse(generatedAt))
  return (
    <ProblemBanner
      icon="cloud"
      action={<Retrying afterMs={screen.retryAfterMs ?? 60_000} onRetry={onRetry} />}
    >
      {title}. {texts.old(formats.ago(age))}
    </ProblemBanner>
  )
}
