import { useRouterState } from '@tanstack/react-router'
import { useAccount } from '../data/account.ts'
import { sessionEnded } from '../data/session.ts'
import { signInMark } from '../data/sign-in.ts'
import { useValue } from '../data/value.ts'
import { lazily } from '../ui/lazily.tsx'

const Greeting = lazily(async () => (await import('./news-cards.tsx')).Greeting)
const SessionEnd = lazily(async () => (await import('./news-cards.tsx')).SessionEnd)
const SignInFailure = lazily(async () => (await import('./news-cards.tsx')).SignInFailure)
const RenewalReminder = lazily(async () => (await import('./news-cards.tsx')).RenewalReminder)

/** What has become of a sign-in, told beside whatever page is open. One thing at a time. */
export function SessionNews() {
  const account = useAccount()
  const mark = useValue(signInMark)
  const ended = useValue(sessionEnded)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const failure = useRouterState({ select: ({ location }) => failureIn(location.search) })
  if (failure !== undefined) return <SignInFailure code={failure} />
  if (account && mark?.state === 'signed-in' && !mark.greeted) return <Greeting account={account} />
  // The page of the account says such things itself.
  if (path === '/account') return null
  if (ended && account === null) return <SessionEnd />
  if (account && needsRenewal(account.anilist)) return <RenewalReminder connection={account.anilist} />
  return null
}

function needsRenewal(connection: { state: string; expiresSoon?: boolean }): boolean {
  return connection.state === 'expired' || connection.expiresSoon === true
}

/** The server sends those back with a code for whom a sign-in came to nothing. */
function failureIn(search: { readonly signInError?: unknown }): string | undefined {
  return typeof search.signInError === 'string' ? search.signInError : undefined
}
