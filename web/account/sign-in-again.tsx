import { useRouterState } from '@tanstack/react-router'
import { beginSignIn, signInPath } from '../data/account.ts'
import { signOut } from '../data/session.ts'
import { buttonStyles } from '../ui/button.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { showToast } from '../ui/toasts.tsx'

/** A link to AniList and back that also works when signed in, which renews the access to AniList. */
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

/** Signs out and shows the outcome. @returns whether it worked */
export function useSignOut(): () => Promise<boolean> {
  const texts = useAccountTexts()
  return async () => {
    try {
      await signOut()
      showToast({ text: texts.signedOut, kind: 'good' })
      return true
    } catch {
      showToast({ text: texts.signOutFailed, kind: 'bad' })
      return false
    }
  }
}
