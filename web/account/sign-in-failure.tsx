import { useNavigate } from '@tanstack/react-router'
import { useTexts } from '../texts/language.tsx'
import { NewsCard } from './news-card.tsx'
import { NewsIcon } from './news-icon.tsx'
import { SignInAgain } from './sign-in-again.tsx'

/** A sign-in came to nothing. */
export default function SignInFailure({ code }: { code: string }) {
  const texts = useTexts().account
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
