import { useNavigate, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { type Account, renewalDismissed, signInMark, useAccount } from '../data/account.ts'
import { sessionEnded } from '../data/session.ts'
import { useValue } from '../data/value.ts'
import { Button } from '../ui/button.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { lazily } from '../ui/lazily.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { announce, showToast } from '../ui/toasts.tsx'
import { useNow } from '../ui/use-now.ts'
import { SignInAgain } from './sign-in-again.tsx'

const NotYouDialog = lazily(async () => (await import('./account-dialogs.tsx')).NotYouDialog)

/** News about signing in, on top of any page; one at a time. */
export function SessionNews() {
  const account = useAccount()
  const ended = useValue(sessionEnded)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const failure = useRouterState({ select: ({ location }) => failureIn(location.search) })
  const asksWho = useGreeting(account)
  if (asksWho) return asksWho
  if (failure !== undefined) return <SignInFailure code={failure} />
  // The account page shows these itself.
  if (path === '/account') return null
  if (ended && account === null) return <SessionEnd />
  if (account && needsRenewal(account.anilist)) return <RenewalReminder connection={account.anilist} />
  return null
}

function needsRenewal(connection: { state: string; expiresSoon?: boolean }): boolean {
  return connection.state === 'expired' || connection.expiresSoon === true
}

/** The server redirects with a code after a failed sign-in. */
function failureIn(search: { readonly signInError?: unknown }): string | undefined {
  return typeof search.signInError === 'string' ? search.signInError : undefined
}

/**
 * Tells right after a sign-in as whom: AniList takes whoever is signed in there without asking, which on a shared computer may be
 * somebody else. Later, the page of the account offers the same.
 *
 * @returns the dialog to change that, once somebody has asked for it
 */
function useGreeting(account: Account | null | undefined): ReactNode {
  const texts = useAccountTexts()
  const mark = useValue(signInMark)
  const [asks, setAsks] = useState(false)
  const isNew = mark?.state === 'signed-in' && !mark.greeted
  const name = account?.name
  useEffect(() => {
    if (!isNew || name === undefined) return
    rememberGreeted()
    const action = { label: texts.notYou, run: () => setAsks(true) }
    showToast({ text: texts.greeting(name), kind: 'good', lasts: 30_000, action })
  }, [isNew, name, texts])
  return asks && name !== undefined && <NotYouDialog name={name} onClose={() => setAsks(false)} />
}

function rememberGreeted(): void {
  const mark = signInMark.get()
  if (mark?.state === 'signed-in') signInMark.set({ ...mark, greeted: true })
}

/** The session was ended elsewhere, or expired. */
function SessionEnd() {
  const texts = useAccountTexts()
  return (
    <NewsCard
      picture={<NewsIcon name="leave" />}
      title={texts.ended}
      text={texts.endedText}
      onClose={() => sessionEnded.set(false)}
      actions={<SignInAgain />}
    />
  )
}

/** AniList's access has expired or soon will. Dismissible here, but always shown on the account page. */
function RenewalReminder({ connection }: { connection: Account['anilist'] }) {
  const texts = useAccountTexts()
  const formats = useFormats()
  const now = useNow()
  const dismissed = useValue(renewalDismissed)
  // Each access is reported when it is about to expire, and again when it has.
  const name = connection.state === 'connected' ? connection.expiresAt : connection.state
  if (dismissed === name) return null
  return (
    <NewsCard
      picture={<NewsIcon name="clock" />}
      title={connection.state === 'connected' ? texts.expiresSoon : texts.expired}
      text={
        connection.state === 'connected'
          ? texts.expiresSoonText(formats.ahead(Date.parse(connection.expiresAt) - now))
          : texts.expiredText
      }
      onClose={() => renewalDismissed.set(name)}
      actions={<SignInAgain />}
    />
  )
}

function SignInFailure({ code }: { code: string }) {
  const texts = useAccountTexts()
  const navigate = useNavigate()
  const reasons: Readonly<Record<string, string>> = texts.signInFailures
  return (
    <NewsCard
      picture={<NewsIcon name="warning" />}
      title={texts.signInFailed}
      text={reasons[code] ?? texts.signInFailedText}
      onClose={() => void navigate({ to: '/', search: {}, replace: true })}
      actions={<SignInAgain />}
    />
  )
}

/** A card at the bottom of the page until it is dismissed, so that nothing moves and the content stays readable. */
function NewsCard({
  picture,
  title,
  text,
  actions,
  onClose,
}: {
  picture: ReactNode
  title: string
  text: string
  actions: ReactNode
  onClose: () => void
}) {
  const texts = useTexts()
  useEffect(() => announce(`${title}. ${text}`), [title, text])
  return (
    <section
      aria-label={title}
      className="fixed inset-x-4 bottom-4 z-20 flex animate-appear flex-col gap-2 rounded-m bg-surface p-3 shadow-over sm:left-auto sm:w-96 md:right-6 print:hidden"
    >
      <div className="flex items-start gap-3">
        {picture}
        <div className="min-w-0 flex-1 pt-1">
          <h2 className="font-semibold break-words">{title}</h2>
          <p className="text-s text-pretty text-muted">{text}</p>
        </div>
        <Button look="icon" className="-mt-1 -mr-1" aria-label={texts.shell.dismiss} onClick={onClose}>
          <Icon name="cross" className="size-4" />
        </Button>
      </div>
      <div className="flex flex-wrap justify-end gap-2">{actions}</div>
    </section>
  )
}

function NewsIcon({ name }: { name: IconName }) {
  return (
    <span className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken text-muted">
      <Icon name={name} />
    </span>
  )
}
