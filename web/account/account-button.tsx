import { useRouterState } from '@tanstack/react-router'
import { lazy } from 'react'
import { beginSignIn, signInPath, useAbout, useAccount } from '../data/account.ts'
import { buttonStyles } from '../ui/button.tsx'
import { LazyMenuButton } from '../ui/lazily.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { Avatar } from './avatar.tsx'

const loadMenu = () => import('./account-menu.tsx')
const AccountMenu = lazy(loadMenu)

/** The account menu, or a link to sign in. */
export function AccountButton() {
  const texts = useTexts().account
  const account = useAccount()
  if (account === null) return <SignInLink />
  // As wide as what follows, to avoid a layout shift.
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

/** A link to sign in and come back; absent without an AniList client, and when signed in. */
export function SignInLink({ long = false }: { long?: boolean }) {
  const texts = useTexts()
  const about = useAbout()
  const here = useRouterState({ select: ({ location }) => location.href })
  const account = useAccount()
  if (account !== null) return null
  // Most instances have sign-in, so its space is reserved until that is known, to avoid a layout shift.
  if (!about && !long) {
    return (
      <span aria-hidden="true" className={`${buttonStyles.quiet} invisible`}>
        {texts.shell.signIn}
      </span>
    )
  }
  if (!about?.signIn) return null
  return (
    <a
      href={signInPath(here)}
      onClick={beginSignIn}
      className={long ? buttonStyles.secondary : buttonStyles.quiet}
    >
      {long ? texts.shell.signInLong : texts.shell.signIn}
    </a>
  )
}
