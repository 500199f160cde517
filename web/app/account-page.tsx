import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AccountSkeleton } from '../account/account-skeleton.tsx'
import { useAccountTexts } from '../account/account-texts.ts'
import { ConnectionSection } from '../account/connection-section.tsx'
import { DataSection } from '../account/data-section.tsx'
import { DeleteSection } from '../account/delete-section.tsx'
import { ProfileSection } from '../account/profile-section.tsx'
import { sessionsQuery } from '../account/sessions-query.ts'
import { SessionsSection } from '../account/sessions-section.tsx'
import { SignInAgain } from '../account/sign-in-again.tsx'
import { useAbout } from '../data/about.ts'
import { type Account, accountQuery } from '../data/account.ts'
import { problemOf } from '../data/problems.ts'
import { useSessionEnded } from '../data/session.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Retrying, useProblemTexts } from '../ui/problem.tsx'

/** Who you are here, where you are signed in, and what is yours to take along or to delete. */
export function AccountPage() {
  const texts = useAccountTexts()
  usePageTitle(texts.title)
  const { data: account, error, refetch } = useQuery(accountQuery)
  // Asked together with who it is: their number decides where all that follows them stands.
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
  const texts = useAccountTexts()
  const about = useAbout()
  const ended = useSessionEnded()
  const canSignIn = about?.signIn !== false
  return (
    <Notice
      icon={ended ? 'leave' : 'person'}
      title={ended ? texts.ended : texts.signedOutTitle}
      actions={
        <>
          {canSignIn && <SignInAgain>{texts.signIn}</SignInAgain>}
          <Link to="/" className={buttonStyles.secondary}>
            {texts.home}
          </Link>
        </>
      }
    >
      <p>{ended ? texts.endedText : canSignIn ? texts.signedOutText : texts.noSignInText}</p>
    </Notice>
  )
}

function Deleted() {
  const texts = useAccountTexts()
  return (
    <Notice
      icon="check"
      tone="good"
      title={texts.deleted}
      actions={
        <Link to="/" className={buttonStyles.primary}>
          {texts.home}
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
      icon="cloud"
      title={title}
      actions={<Retrying key={error.message} afterMs={problem.retryAfterMs ?? 30_000} onRetry={onRetry} />}
    >
      <p>{text}</p>
    </Notice>
  )
}
