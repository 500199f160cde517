import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { SignInLink } from '../account/account-button.tsx'
import { useAbout } from '../data/account.ts'
import { ApiError } from '../data/api.ts'
import { problemOf, type Screen } from '../data/problems.ts'
import { nearNames, recentNames } from '../data/user-names.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemBanner, Retrying, useProblemTexts } from '../ui/problem.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { usePageTitle } from '../ui/texts/language.tsx'
import { announce } from '../ui/toasts.tsx'
import { useNow } from '../ui/use-now.ts'
import { NameForm } from './name-form.tsx'

/** Why there is no answer, and what to do. Retries automatically if waiting helps. */
export function ScanProblem({ error, name, onRetry }: { error: Error; name: string; onRetry: () => void }) {
  const texts = useResultsTexts().problems
  const problem = problemOf(error)
  const { screen, retryAfterMs } = problem
  const { title, text } = useProblemTexts(problem, name)
  usePageTitle(title)
  useEffect(() => announce(`${title}. ${text}`), [title, text])
  const requestId = error instanceof ApiError ? error.requestId : undefined
  return (
    <Notice
      icon={<Icon name={icons[screen] ?? 'cloud'} />}
      tone={screen === 'other' ? 'bad' : 'quiet'}
      title={title}
      actions={
        <>
          {screen === 'private' && <SignInLink long />}
          {retryAfterMs !== undefined && <Retrying afterMs={retryAfterMs} onRetry={onRetry} />}
          {retryAfterMs === undefined && !problem.final && (
            <button
              type="button"
              className={screen === 'private' ? buttonStyles.secondary : buttonStyles.primary}
              onClick={onRetry}
            >
              {screen === 'tooLong' ? texts.goOn : texts.retry}
            </button>
          )}
          {screen !== 'notFound' && (
            <Link to="/" className={buttonStyles.quiet}>
              {texts.otherName}
            </Link>
          )}
        </>
      }
    >
      {screen === 'notFound' && <NearNames name={name} />}
      <p>{text}</p>
      {screen === 'notFound' && <NameForm />}
      {screen === 'other' && requestId && <p className="text-s">{texts.requestId(requestId)}</p>}
    </Notice>
  )
}

/** Other screens have a cloud. */
const icons: Partial<Record<Screen, IconName>> = {
  notFound: 'person',
  private: 'lock',
  aniListBusy: 'clock',
  tooMany: 'pause',
  busy: 'clock',
  tooLong: 'clock',
  restarting: 'clock',
  other: 'warning',
}

function NearNames({ name }: { name: string }) {
  const texts = useResultsTexts().problems
  const about = useAbout()
  const names = nearNames(name, [...recentNames.get(), ...(about?.demoUsers ?? [])])
  if (names.length === 0) return null
  return (
    <p className="flex flex-wrap items-center justify-center gap-2">
      {texts.near}
      {names.map((near) => (
        <Link key={near} to="/u/$name" params={{ name: near }} className={buttonStyles.secondary}>
          {near}
        </Link>
      ))}
    </p>
  )
}

/** Says that the answer below is outdated, how old it is, and why. */
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
  const texts = useResultsTexts().problems
  const formats = useFormats()
  const problem = problemOf(error)
  const { title } = useProblemTexts(problem, name)
  // A status that comes with its words says nothing.
  useEffect(() => announce(title), [title])
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
