import { type ReactNode, useEffect, useState } from 'react'
import { useAbout } from '../data/account.ts'
import { type PageProblem, problemOf } from '../data/problems.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { useResultsTexts } from './texts/en-results.ts'
import { useFormats } from './texts/formats.ts'
import { useNow } from './use-now.ts'

export function useProblemTexts(
  { screen, detail }: Pick<PageProblem, 'screen' | 'detail'>,
  name: string,
): { title: string; text: string } {
  const texts = useResultsTexts().problems
  const canSignIn = useAbout()?.signIn
  switch (screen) {
    case 'notFound':
      return { title: texts.notFound(name), text: texts.notFoundText }
    case 'private':
      return {
        title: texts.private(name),
        text: canSignIn ? texts.privateText : texts.privateTextWithoutSignIn,
      }
    case 'other':
      return { title: texts.other, text: detail }
    default:
      return { title: texts[screen], text: texts[`${screen}Text`] }
  }
}

/** Retries after a countdown, or when the connection is back, or on request. */
export function Retrying({ afterMs, onRetry }: { afterMs: number; onRetry: () => void }) {
  const texts = useResultsTexts().problems
  const formats = useFormats()
  const [at] = useState(() => Date.now() + afterMs)
  const left = at - useNow()
  const isDue = left <= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: run once when due, not when the callback changes
  useEffect(() => {
    if (isDue) onRetry()
  }, [isDue])
  useEffect(() => {
    addEventListener('online', onRetry)
    return () => removeEventListener('online', onRetry)
  }, [onRetry])
  return (
    <span className="inline-flex flex-wrap items-center justify-center gap-3">
      {!isDue && (
        <span className="text-s text-muted tabular-nums">{texts.againIn(formats.countdown(left))}</span>
      )}
      <Button look="secondary" onClick={onRetry}>
        {texts.retryNow}
      </Button>
    </span>
  )
}

/** A line above results that are outdated or incomplete. */
export function ProblemBanner({
  icon,
  children,
  action,
}: {
  icon: IconName
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div role="status" className="mb-4 flex flex-wrap items-center gap-3 rounded-m bg-sunken px-4 py-2">
      <Icon name={icon} className="size-5 text-muted" />
      <p className="min-w-60 flex-1 py-2">{children}</p>
      {action}
    </div>
  )
}

/**
 * Why an action failed, and when to retry.
 *
 * @param props.onRetry retries automatically; absent if the user should decide
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

/** The time until the action can be repeated. */
function Patience({ forMs = 0 }: { forMs?: number | undefined }) {
  const texts = useResultsTexts().problems
  const formats = useFormats()
  const [at] = useState(() => Date.now() + forMs)
  const left = at - useNow()
  return left > 0 ? texts.tryAgainIn(formats.countdown(left)) : texts.tryAgainNow
}
