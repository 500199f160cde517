import { lazy, Suspense, useState } from 'react'
import { buttonStyles } from '../components/button.tsx'
import { SignInLink } from '../shell/sign-in-link.tsx'
import { useTexts } from '../texts/language.tsx'
import { Avatar } from './avatar.tsx'
import { useAccount } from './use-account.ts'

const loadMenu = () => import('./account-menu.tsx')
const AccountMenu = lazy(loadMenu)

/** Who is signed in, and what is theirs; a way to sign in for everybody else. */
export function AccountButton() {
  const texts = useTexts().account
  const account = useAccount()
  const [wanted, setWanted] = useState(false)
  if (account === null) return <SignInLink />
  // As wide as what comes, so that nothing moves.
  if (account === undefined)
    return (
      <span className="grid size-11 place-items-center">
        <span className="size-8 rounded-full bg-sunken" />
      </span>
    )
  const button = (
    <button
      type="button"
      aria-label={texts.menu(account.name)}
      aria-haspopup="menu"
      className={buttonStyles.icon}
      onPointerEnter={loadMenu}
      onFocus={loadMenu}
      onClick={() => setWanted(true)}
    >
      <Avatar of={account} />
    </button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <AccountMenu account={account}>{button}</AccountMenu>
    </Suspense>
  )
}
