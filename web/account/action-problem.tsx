import { useState } from 'react'
import { problemOf } from '../data/problems.ts'
import { Icon } from '../ui/icon.tsx'
import { Retrying, useProblemTexts } from '../ui/problem.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { useNow } from '../ui/use-now.ts'

/**
 * Why something that somebody asked for did not happen, and when it is worth another try.
 *
 * @param props.onRetry tries again by itself when it is time; left out for what people should decide anew
 */
export function ActionProblem({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const problem = problemOf(error)
  const { title, text } = useProblemTexts(problem, '')
  return (
    <div role="alert" className="mt-3 flex flex-wrap items-center gap-3 rounded-m bg-sunken px-4 py-2">
      <Icon name="warning" className="size-5 text-bad" />
      <p className="min-w-48 flex-1 py-2">
        {title}.{' '}
        {onRetry || problem.screen === 'other' ? (
          text
        ) : (
          <Patience key={error.message} forMs={problem.retryAfterMs} />
        )}
      </p>
      {onRetry && <Retrying key={error.message} afterMs={problem.retryAfterMs ?? 30_000} onRetry={onRetry} />}
    </div>
  )
}

/** The time until the same can be asked for again. */
function Patience({ forMs = 0 }: { forMs?: number | undefined }) {
  const texts = useAccountTexts()
  const formats = useFormats()
  const [at] = useState(() => Date.now() + forMs)
  const left = at - useNow()
  return left > 0 ? texts.tryAgainIn(formats.countdown(left)) : texts.tryAgainNow
}
