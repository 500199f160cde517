import { useNavigate } from '@tanstack/react-router'
import { useAccountTexts } from './account-texts.ts'
import { NewsCard } from './news-card.tsx'
import { NewsIcon } from './news-icon.tsx'
import { SignInAgain } from './sign-in-again.tsx'

/** A sign-in came to nothing. */
export default function SignInFailure({ code }: { code: string }) {
  const texts = useAccountTexts()
  const navigate = useNavigate()
  const reasons: Readonly<Record<string, string>> = texts.signInFailures
  return (
    <NewsCard
      picture={<NewsIcon name="warning" />}
      title={texts.signInFailed}
      text={reasons[code] ?? texts.signInFailedText}
      onClose={() => void navigate({ to: '/', search: {}, replace: true })}
      actions={<SignInAgain />}
    />
  )
}
