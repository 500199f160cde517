import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account } from '../data/account.ts'
import { send } from '../data/api.ts'
import { Button, buttonStyles } from '../ui/button.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { lazily } from '../ui/lazily.tsx'
import { ActionProblem } from '../ui/problem.tsx'
import { Section } from '../ui/section.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { useNow } from '../ui/use-now.ts'
import { Avatar } from './avatar.tsx'
import { SignInAgain, useSignOut } from './sign-in-again.tsx'

const NotYouDialog = lazily(async () => (await import('./account-dialogs.tsx')).NotYouDialog)

export function ProfileSection({ account }: { account: Account }) {
  const texts = useAccountTexts()
  const { yourList } = useTexts().account
  const formats = useFormats()
  const signOut = useSignOut()
  const [asks, setAsks] = useState(false)
  return (
    <section aria-label={account.name} className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <Avatar of={account} className="size-16" />
      <div className="min-w-44 flex-1">
        <p className="text-l font-semibold break-words">{account.name}</p>
        <p className="text-s text-muted">{texts.since(formats.day(Date.parse(account.createdAt)))}</p>
        <a
          href={`https://anilist.co/user/${encodeURIComponent(account.name)}`}
          className="inline-flex min-h-8 items-center text-s underline decoration-rule underline-offset-4 hover:decoration-ink"
        >
          {texts.profile}
        </a>
      </div>
      <div className="flex flex-wrap gap-2">
        <Link to="/u/$name" params={{ name: account.name }} className={buttonStyles.primary}>
          {yourList}
        </Link>
        <Button look="secondary" onClick={() => void signOut()}>
          {texts.signOut}
        </Button>
        <Button look="quiet" onClick={() => setAsks(true)}>
          {texts.notYou}
        </Button>
      </div>
      {asks && <NotYouDialog name={account.name} onClose={() => setAsks(false)} />}
    </section>
  )
}

const DisconnectDialog = lazily(async () => (await import('./account-dialogs.tsx')).DisconnectDialog)

/** The access to AniList: its age, its expiry, and how to renew it or give it up. */
export function ConnectionSection({ connection }: { connection: Account['anilist'] }) {
  const texts = useAccountTexts()
  const [asks, setAsks] = useState(false)
  return (
    <Section title={texts.access} text={texts.accessText}>
      {connection.state === 'connected' && <TokenAge {...connection} />}
      {connection.state === 'expired' && (
        <State icon="clock" title={texts.expired} text={texts.expiredText} tone="text-bad" />
      )}
      {connection.state === 'disconnected' && (
        <State icon="lock" title={texts.disconnected} text={texts.disconnectedText} tone="text-muted" />
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <SignInAgain look={connection.state === 'connected' ? 'secondary' : 'primary'}>
          {connection.state === 'connected' ? texts.renew : texts.connectAgain}
        </SignInAgain>
        {connection.state === 'connected' && (
          <Button look="quiet" onClick={() => setAsks(true)}>
            {texts.disconnect}
          </Button>
        )}
      </div>
      {asks && <DisconnectDialog onClose={() => setAsks(false)} />}
    </Section>
  )
}

function TokenAge({
  since,
  expiresAt,
  expiresSoon,
}: Extract<Account['anilist'], { readonly state: 'connected' }>) {
  const texts = useAccountTexts()
  const formats = useFormats()
  const now = useNow()
  const [begin, end] = [Date.parse(since), Date.parse(expiresAt)]
  return (
    <>
      {expiresSoon && (
        <div className="pb-3">
          <State
            icon="clock"
            tone="text-bad"
            title={texts.expiresSoon}
            text={texts.expiresSoonText(formats.ahead(end - now))}
          />
        </div>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">{texts.given}</dt>
        <dd>{texts.dayAndTime(formats.day(begin), formats.ago(Math.max(0, now - begin)))}</dd>
        <dt className="text-muted">{texts.ends}</dt>
        <dd>{texts.dayAndTime(formats.day(end), formats.ahead(end - now))}</dd>
      </dl>
    </>
  )
}

function State({ icon, title, text, tone }: { icon: IconName; title: string; text: string; tone: string }) {
  return (
    <div className="flex items-start gap-3">
      <Icon name={icon} className={`mt-0.5 size-5 ${tone}`} />
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-s text-pretty text-muted">{text}</p>
      </div>
    </div>
  )
}

/** Downloads everything stored about the account. */
export function DataSection() {
  const texts = useAccountTexts()
  const download = useMutation({
    mutationFn: async () =>
      saveFile('sequel-finder-account.json', await (await send('/api/v1/account')).blob()),
  })
  return (
    <Section title={texts.data} text={texts.dataText}>
      <Button look="secondary" disabled={download.isPending} onClick={() => download.mutate()}>
        <Icon name="download" />
        {texts.download}
      </Button>
      {download.error && <ActionProblem error={download.error} />}
    </Section>
  )
}

/** Saves a file by clicking a link to a temporary address. */
function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The browser reads it later than this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const DeleteDialog = lazily(async () => (await import('./account-dialogs.tsx')).DeleteDialog)

export function DeleteSection({ account, onDeleted }: { account: Account; onDeleted: () => void }) {
  const texts = useAccountTexts()
  const [asks, setAsks] = useState(false)
  return (
    <Section title={texts.delete} text={texts.deleteText} tone="bad">
      <button
        type="button"
        className="inline-flex min-h-11 items-center rounded-s border border-bad px-4 font-medium text-bad hover:bg-sunken"
        onClick={() => setAsks(true)}
      >
        {texts.deleteButton}
      </button>
      {asks && <DeleteDialog name={account.name} onClose={() => setAsks(false)} onDeleted={onDeleted} />}
    </Section>
  )
}
