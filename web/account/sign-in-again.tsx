import { useRouterState } from '@tanstack/react-router'
import { beginSignIn, signInPath } from '../data/sign-in.ts'
import { buttonStyles } from '../ui/button.tsx'
import { useAccountTexts } from './account-texts.ts'

/** Leads to AniList and back here, also those who are signed in: whoever comes back has a new access to AniList. */
export function SignInAgain({
  look = 'primary',
  children,
}: {
  look?: 'primary' | 'secondary'
  children?: string
}) {
  const texts = useAccountTexts()
  const here = useRouterState({ select: ({ location }) => location.pathname })
  return (
    <a href={signInPath(here)} onClick={beginSignIn} className={buttonStyles[look]}>
      {children ?? texts.signInAgain}
    </a>
  )
}
