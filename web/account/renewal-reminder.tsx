import type { Account } from '../data/account.ts'
import { useDeviceValue } from '../data/device-value.ts'
import { renewalDismissed } from '../data/sign-in-mark.ts'
import { useFormats } from '../ui/texts/language.tsx'
import { useNow } from '../ui/use-now.ts'
import { useAccountTexts } from './account-texts.ts'
import { NewsCard } from './news-card.tsx'
import { NewsIcon } from './news-icon.tsx'
import { SignInAgain } from './sign-in-again.tsx'

/** AniList does not take the access any more, or soon will not. Said once, and always on the page of the account. */
export default function RenewalReminder({ connection }: { connection: Account['anilist'] }) {
  const texts = useAccountTexts()
  const formats = useFormats()
  const now = useNow()
  const dismissed = useDeviceValue(renewalDismissed)
  // Each access is told of when it nears its end, and again when it is over.
  const name = connection.state === 'connected' ? connection.expiresAt : connection.state
  if (dismissed === name) return null
  return (
    <NewsCard
      picture={<NewsIcon name="clock" />}
      title={connection.state === 'connected' ? texts.expiresSoon : texts.expired}
      text={
        connection.state === 'connected'
          ? texts.expiresSoonText(formats.ahead(Date.parse(connection.expiresAt) - now))
          : texts.expiredText
      }
      onClose={() => renewalDismissed.set(name)}
      actions={<SignInAgain />}
    />
  )
}
