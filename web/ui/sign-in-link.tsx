import { useRouterState } from '@tanstack/react-router'
import { useAbout } from '../data/about.ts'
import { useAccount } from '../data/account.ts'
import { beginSignIn, signInPath } from '../data/sign-in.ts'
import { buttonStyles } from './button.tsx'
import { useTexts } from './texts/language.tsx'

/** Leads to AniList and back to where one is; absent where this instance has no AniList client, and for whoever is signed in. */
export function SignInLink({ long = false }: { long?: boolean }) {
  const texts = useTexts()
  const about = useAbout()
  const here = useRouterState({ select: ({ location }) => location.href })
  const account = useAccount()
  if (account !== null) return null
  // Most instances have one: its place is kept until that is known, so that nothing beside it moves.
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
