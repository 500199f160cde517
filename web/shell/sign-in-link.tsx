import { useRouterState } from '@tanstack/react-router'
import { useAbout } from '../api/about.ts'
import { buttonStyles } from '../components/button.tsx'
import { useTexts } from '../texts/language.tsx'

/** Leads to AniList and back to where one is; absent where this instance has no AniList client. */
export function SignInLink({ long = false }: { long?: boolean }) {
  const texts = useTexts()
  const about = useAbout()
  const here = useRouterState({ select: ({ location }) => location.href })
  if (!about?.signIn) return null
  return (
    <a
      href={`/api/v1/auth/login?returnTo=${encodeURIComponent(here)}`}
      className={long ? buttonStyles.secondary : buttonStyles.quiet}
    >
      {long ? texts.shell.signInLong : texts.shell.signIn}
    </a>
  )
}
