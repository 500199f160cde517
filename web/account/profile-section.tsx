import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account } from '../data/account.ts'
import { buttonStyles } from '../ui/button.tsx'
import { lazily } from '../ui/lazily.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { Avatar } from './avatar.tsx'
import { useSignOut } from './sign-in-again.tsx'

const NotYouDialog = lazily(async () => (await import('./account-dialogs.tsx')).NotYouDialog)

/** Whom AniList says that this is. */
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
        <button type="button" className={buttonStyles.secondary} onClick={() => void signOut()}>
          {texts.signOut}
        </button>
        <button type="button" className={buttonStyles.quiet} onClick={() => setAsks(true)}>
          {texts.notYou}
        </button>
      </div>
      {asks && <NotYouDialog name={account.name} onClose={() => setAsks(false)} />}
    </section>
  )
}
