import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  ConnectionSection,
  DataSection,
  DeleteSection,
  ProfileSection,
} from '../account/account-sections.tsx'
import { SessionsSection, sessionsQuery } from '../account/sessions-section.tsx'
import { SignInAgain } from '../account/sign-in-again.tsx'
import { type Account, accountQuery, useAbout } from '../data/account.ts'
import { problemOf } from '../data/problems.ts'
import { sessionEnded } from '../data/session.ts'
import { useValue } from '../data/value.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { Retrying, useProblemTexts } from '../ui/problem.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { usePageTitle, useTexts } from '../ui/texts/language.tsx'

export function AccountPage() {
  const texts = useAccountTexts()
  usePageTitle(texts.title)
  const { data: account, error, refetch } = useQuery(accountQuery)
  // Loaded together with the account, as the number of sessions determines the layout below.
  const { isPending: areSessionsPending } = useQuery({ ...sessionsQuery, enabled: account !== null })
  const [isDeleted, setIsDeleted] = useState(false)
  if (isDeleted) return <Deleted />
  if (account && !areSessionsPending)
    return <AccountOf account={account} onDeleted={() => setIsDeleted(true)} />
  if (account === null) return <SignedOut />
  if (error) return <Unknown error={error} onRetry={() => void refetch()} />
  return <AccountSkeleton />
}

function AccountOf({ account, onDeleted }: { account: Account; onDeleted: () => void }) {
  const texts = useAccountTexts()
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-4 px-4 pt-6">
      <h1 className="text-xl font-bold tracking-tight">{texts.title}</h1>
      <ProfileSection account={account} />
      <ConnectionSection connection={account.anilist} />
      <SessionsSection />
      <DataSection />
      <DeleteSection account={account} onDeleted={onDeleted} />
    </div>
  )
}

function SignedOut() {
  const { shell, notFound } = useTexts()
  const texts = useAccountTexts()
  const about = useAbout()
  const ended = useValue(sessionEnded)
  const canSignIn = about?.signIn !== false
  return (
    <Notice
      icon={<Icon name={ended ? 'leave' : 'person'} />}
      title={ended ? texts.ended : texts.signedOutTitle}
      actions={
        <>
          {canSignIn && <SignInAgain>{shell.signInLong}</SignInAgain>}
          <Link to="/" className={buttonStyles.secondary}>
            {notFound.home}
          </Link>
        </>
      }
    >
      <p>{ended ? texts.endedText : canSignIn ? texts.signedOutText : texts.noSignInText}</p>
    </Notice>
  )
}

function Deleted() {
  const { notFound } = useTexts()
  const texts = useAccountTexts()
  return (
    <Notice
      icon={<Icon name="check" />}
      tone="good"
      title={texts.deleted}
      actions={
        <Link to="/" className={buttonStyles.primary}>
          {notFound.home}
        </Link>
      }
    >
      <p>{texts.deletedText}</p>
    </Notice>
  )
}

function Unknown({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const problem = problemOf(error)
  const { title, text } = useProblemTexts(problem, '')
  return (
    <Notice
      icon={<Icon name="cloud" />}
      title={title}
      actions={<Retrying key={error.message} afterMs={problem.retryAfterMs ?? 30_000} onRetry={onRetry} />}
    >
      <p>{text}</p>
    </Notice>
  )
}

/** Placeholder until it is known who is signed in. */
function AccountSkeleton() {
  const texts = useTexts()
  const accountTexts = useAccountTexts()
  return (
    <div
      role="status"
      aria-label={texts.shell.loading}
      className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-4 px-4 pt-6"
    >
      <h1 className="text-xl font-bold tracking-tight">{accountTexts.title}</h1>
      <div className="flex h-16 animate-breathe items-center gap-4">
        <span className="size-16 rounded-full bg-sunken" />
        <span className="h-5 w-40 rounded-s bg-sunken" />
      </div>
      {['h-52', 'h-44', 'h-40', 'h-36'].map((height) => (
        <div key={height} className={`animate-breathe rounded-m bg-sunken ${height}`} />
      ))}
    </div>
  )
}
