import { problemOf } from '../data/problems.ts'
import { Retrying, useProblemTexts } from '../ui/problem.tsx'
import { ProblemBanner } from '../ui/problem-banner.tsx'
import { useFormats, useTexts } from '../ui/texts/language.tsx'
import { useNow } from '../ui/use-now.ts'

/** Says that what follows is an older answer, how old it is, and why there is no newer one. */
export function OldAnswerBanner({
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
  const problem = problemOf(error)
  const { title } = useProblemTexts(problem, name)
  const age = Math.max(0, useNow() - Date.parse(generatedAt))
  return (
    <ProblemBanner
      icon="cloud"
      action={<Retrying key={error.message} afterMs={problem.retryAfterMs ?? 60_000} onRetry={onRetry} />}
    >
      {title}. {texts.old(age < 60_000 ? undefined : formats.ago(age))}
    </ProblemBanner>
  )
}
