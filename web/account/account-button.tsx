import { lazy } from 'react'
import { useAccount } from '../data/account.ts'
import { buttonStyles } from '../ui/button.tsx'
import { LazyMenuButton } from '../ui/menu-button.tsx'
import { SignInLink } from '../ui/sign-in-link.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { Avatar } from './avatar.tsx'

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
