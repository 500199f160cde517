import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAbout } from '../api/about.ts'
import { ApiError } from '../api/api-error.ts'
import { buttonStyles } from '../components/button.tsx'
import type { IconName } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { recentNames } from '../device/recent-names.ts'
import { usePageTitle } from '../shell/page-title.ts'
import { SignInLink } from '../shell/sign-in-link.tsx'
import { useNow } from '../shell/use-now.ts'
import { useFormats, useTexts } from '../texts/language.tsx'
import { nearNames } from './near-names.ts'
import { type ProblemScreen, screenOf } from './problem-screen.ts'

/** Why there is no answer, and what to do; where only time helps, it goes on by itself. */
export function ScanProblem({ error, name, onRetry }: { error: Error; name: string; onRetry: () => void }) {
  const texts = useTexts().problems
  const screen = screenOf(error)
  const { title, text } = useProblemTexts(screen, name)
  usePageTitle(title)
  const requestId = error instanceof ApiError ? error.requestId : undefined
  return (
    <Notice
      icon={icons[screen.kind]}
      tone={screen.kind === 'other' ? 'bad' : 'quiet'}
      title={title}
      actions={
        <>
          {screen.kind === 'private' && <SignInLink long />}
          {screen.retryAfterMs !== undefined && <Retrying afterMs={screen.retryAfterMs} onRetry={onRetry} />}
          {screen.retryAfterMs === undefined && screen.retryable && (
            <button
              type="button"
              className={screen.kind === 'private' ? buttonStyles.secondary : buttonStyles.primary}
              onClick={onRetry}
            >
              {screen.kind === 'too-long' ? texts.goOn : texts.retry}
            </button>
          )}
          <Link to="/" className={buttonStyles.quiet}>
            {texts.otherName}
          </Link>
        </>
      }
    >
      {screen.kind === 'not-found' && <NearNames name={name} />}
      <p>{text}</p>
      {screen.kind === 'other' && requestId && <p className="text-s">{texts.requestId(requestId)}</p>}
    </Notice>
  )
}

const icons: Readonly<Record<ProblemScreen['kind'], IconName>> = {
  'not-found': 'person',
  private: 'lock',
  'anilist-down': 'cloud',
  'anilist-busy': 'clock',
  'too-many': 'pause',
  busy: 'clock',
  'too-long': 'clock',
  offline: 'cloud',
  unreachable: 'cloud',
  other: 'warning',
}

/** The words of a problem. */
export function useProblemTexts(
  { kind, detail }: ProblemScreen,
  name: string,
): { title: string; text: string } {
  const texts = useTexts().problems
  const about = useAbout()
  switch (kind) {
    case 'not-found':
      return { title: texts.notFound(name), text: texts.notFoundText }
    case 'private':
      return {
        title: texts.private(name),
        text: about?.signIn ? texts.privateText : texts.privateTextWithoutSignIn,
      }
    case 'anilist-down':
      return { title: texts.aniListDown, text: texts.aniListDownText }
    case 'anilist-busy':
      return { title: texts.aniListBusy, text: texts.aniListBusyText }
    case 'too-many':
      return { title: texts.tooMany, text: texts.tooManyText }
    case 'busy':
      return { title: texts.busy, text: texts.busyText }
    case 'too-long':
      return { title: texts.tooLong, text: texts.tooLongText }
    case 'offline':
      return { title: texts.offline, text: texts.offlineText }
    case 'unreachable':
      return { title: texts.unreachable, text: texts.unreachableText }
    case 'other':
      return { title: texts.other, text: detail }
  }
}

function NearNames({ name }: { name: string }) {
  const texts = useTexts().problems
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

/** Counts down and tries again; sooner when the connection is back, or somebody does not want to wait. */
export function Retrying({ afterMs, onRetry }: { afterMs: number; onRetry: () => void }) {
  const texts = useTexts().problems
  const formats = useFormats()
  const [at] = useState(() => Date.now() + afterMs)
  const left = at - useNow()
  const isDue = left <= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once when it is due, whatever is to be called then
  useEffect(() => {
    if (isDue) onRetry()
  }, [isDue])
  useEffect(() => {
    addEventListener('online', onRetry)
    return () => removeEventListener('online', onRetry)
  }, [onRetry])
  return (
    <button type="button" className={buttonStyles.secondary} onClick={onRetry}>
      {isDue ? texts.retry : texts.againIn(formats.countdown(left))}
    </button>
  )
}
