import { useState } from 'react'
import type { Account } from '../data/account.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { lazily } from '../ui/lazily.tsx'
import { Section } from '../ui/section.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { useNow } from '../ui/use-now.ts'
import { SignInAgain } from './sign-in-again.tsx'

const DisconnectDialog = lazily(async () => (await import('./account-dialogs.tsx')).DisconnectDialog)

/** The access that AniList gave: its age, its end, and how to renew it or to give it up. */
export function ConnectionSection({ connection }: { connection: Account['anilist'] }) {
  const texts = useAccountTexts()
  const [asks, setAsks] = useState(false)
  return (
    <Section title={texts.access} text={texts.accessText}>
      {connection.state === 'connected' && <TokenAge {...connection} />}
      {connection.state === 'expired' && (
        <State icon="clock" title={texts.expired} text={texts.expiredText} tone="text-bad" />
      )}
      {connection.state === 'disconnected' && (
        <State icon="lock" title={texts.disconnected} text={texts.disconnectedText} tone="text-muted" />
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <SignInAgain look={connection.state === 'connected' ? 'secondary' : 'primary'}>
          {connection.state === 'connected' ? texts.renew : texts.connectAgain}
        </SignInAgain>
        {connection.state === 'connected' && (
          <button type="button" className={buttonStyles.quiet} onClick={() => setAsks(true)}>
            {texts.disconnect}
          </button>
        )}
      </div>
      {asks && <DisconnectDialog onClose={() => setAsks(false)} />}
    </Section>
  )
}

function TokenAge({
  since,
  expiresAt,
  expiresSoon,
}: Extract<Account['anilist'], { readonly state: 'connected' }>) {
  const texts = useAccountTexts()
  const formats = useFormats()
  const now = useNow()
  const [begin, end] = [Date.parse(since), Date.parse(expiresAt)]
  return (
    <>
      {expiresSoon && (
        <div className="pb-3">
          <State
            icon="clock"
            tone="text-bad"
            title={texts.expiresSoon}
            text={texts.expiresSoonText(formats.ahead(end - now))}
          />
        </div>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">{texts.given}</dt>
        <dd>{texts.dayAndTime(formats.day(begin), formats.ago(Math.max(0, now - begin)))}</dd>
        <dt className="text-muted">{texts.ends}</dt>
        <dd>{texts.dayAndTime(formats.day(end), formats.ahead(end - now))}</dd>
      </dl>
    </>
  )
}

function State({ icon, title, text, tone }: { icon: IconName; title: string; text: string; tone: string }) {
  return (
    <div className="flex items-start gap-3">
      <Icon name={icon} className={`mt-0.5 size-5 ${tone}`} />
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-s text-pretty text-muted">{text}</p>
      </div>
    </div>
  )
}
