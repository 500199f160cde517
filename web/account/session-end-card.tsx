import { dismissSessionEnd } from '../data/session.ts'
import { useAccountTexts } from './account-texts.ts'
import { NewsCard } from './news-card.tsx'
import { NewsIcon } from './news-icon.tsx'
import { SignInAgain } from './sign-in-again.tsx'

/** Somebody ended the session elsewhere, or it was unused for too long. */
export default function SessionEndCard() {
  const texts = useAccountTexts()
  return (
    <NewsCard
      picture={<NewsIcon name="leave" />}
      title={texts.ended}
      text={texts.endedText}
      onClose={dismissSessionEnd}
      actions={<SignInAgain />}
    />
  )
}
