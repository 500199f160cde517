import { lazy } from 'react'
import { buttonStyles } from '../components/button.tsx'
import { LazyMenuButton } from '../components/lazy-menu-button.tsx'
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
  if (account === null) return <SignInLink />
  // As wide as what comes, so that nothing moves.
  if (account === undefined)
    return (
      <span className="grid size-11 place-items-center">
        <span className="size-8 rounded-full bg-sunken" />
      </span>
    )
  return (
    <LazyMenuButton
      load={loadMenu}
      menu={(button) => <AccountMenu account={account}>{button}</AccountMenu>}
      label={texts.menu(account.name)}
      className={buttonStyles.icon}
    >
      <Avatar of={account} />
    </LazyMenuButton>
  )
}
