import { lazy, Suspense, useState } from 'react'
import type { Account } from '../data/account.ts'
import { signInMark } from '../data/sign-in-mark.ts'
import { buttonStyles } from '../ui/button.tsx'
import { useAccountTexts } from './account-texts.ts'
import { Avatar } from './avatar.tsx'
import { NewsCard } from './news-card.tsx'

const NotYouDialog = lazy(() => import('./not-you-dialog.tsx'))

/**
 * Right after a sign-in: as whom. AniList takes whoever is signed in there without asking, which on a shared computer may be
 * somebody else.
 */
export default function Greeting({ account }: { account: Account }) {
  const texts = useAccountTexts()
  const [asks, setAsks] = useState(false)
  return (
    <>
      <NewsCard
        picture={<Avatar of={account} className="size-11" />}
        title={texts.greeting(account.name)}
        text={texts.greetingText}
        onClose={rememberGreeted}
        actions={
          <>
            <button type="button" className={buttonStyles.quiet} onClick={() => setAsks(true)}>
              {texts.notYou}
            </button>
            <button type="button" className={buttonStyles.secondary} onClick={rememberGreeted}>
              {texts.thatIsMe}
            </button>
          </>
        }
      />
      {asks && (
        <Suspense fallback={null}>
          <NotYouDialog name={account.name} onClose={() => setAsks(false)} />
        </Suspense>
      )}
    </>
  )
}

function rememberGreeted(): void {
  const mark = signInMark.get()
  if (mark?.state === 'signed-in') signInMark.set({ ...mark, greeted: true })
}
