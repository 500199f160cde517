import { useRouterState } from '@tanstack/react-router'
import { beginSignIn, signInPath } from '../account/sign-in.ts'
import { useAccount } from '../account/use-account.ts'
import { useAbout } from '../api/about.ts'
import { buttonStyles } from '../components/button.tsx'
import { useTexts } from '../texts/language.tsx'

/** Leads to AniList and back to where one is; absent where this instance has no AniList client, and for whoever is signed in. */
export function SignInLink({ long = false }: { long?: boolean }) {
  const texts = useTexts()
  const about = useAbout()
  const here = useRouterState({ select: ({ location }) => location.href })
  const account = useAccount()
  if (!about?.signIn || account !== null) return null
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
