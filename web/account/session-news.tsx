import { useRouterState } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useAccount } from '../data/account.ts'
import { useDeviceValue } from '../data/device-value.ts'
import { useSessionEnded } from '../data/session.ts'
import { signInMark } from '../data/sign-in-mark.ts'

const Greeting = lazy(() => import('./greeting.tsx'))
const SessionEnd = lazy(() => import('./session-end-card.tsx'))
const SignInFailure = lazy(() => import('./sign-in-failure.tsx'))
const RenewalReminder = lazy(() => import('./renewal-reminder.tsx'))

/** What has become of a sign-in, told beside whatever page is open. One thing at a time. */
export function SessionNews() {
  const account = useAccount()
  const mark = useDeviceValue(signInMark)
  const ended = useSessionEnded()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const failure = useRouterState({ select: ({ location }) => failureIn(location.search) })
  const card = () => {
    if (failure !== undefined) return <SignInFailure code={failure} />
    if (account && mark?.state === 'signed-in' && !mark.greeted) return <Greeting account={account} />
    // The page of the account says such things itself.
    if (path === '/account') return null
    if (ended && account === null) return <SessionEnd />
    if (account && needsRenewal(account.anilist)) return <RenewalReminder connection={account.anilist} />
    return null
  }
  return <Suspense fallback={null}>{card()}</Suspense>
}

function needsRenewal(connection: { state: string; expiresSoon?: boolean }): boolean {
  return connection.state === 'expired' || connection.expiresSoon === true
}

/** The server sends those back with a code for whom a sign-in came to nothing. */
function failureIn(search: { readonly signInError?: unknown }): string | undefined {
  return typeof search.signInError === 'string' ? search.signInError : undefined
}
