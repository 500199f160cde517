import { forgetAnswers } from '../data/last-answer.ts'
import { recentNames } from '../data/recent-names.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { showToast } from '../ui/toasts.tsx'
import { useSettingsTexts } from './settings-texts.ts'

/** What this device remembers of whom one looked at, and the way to be rid of it. */
export function ForgetSection() {
  const texts = useSettingsTexts()
  const forget = async () => {
    recentNames.set(undefined)
    await forgetAnswers()
    showToast({ text: texts.forgotten, kind: 'good' })
  }
  return (
    <Section title={texts.memory} text={texts.memoryText}>
      <button type="button" className={buttonStyles.secondary} onClick={() => void forget()}>
        {texts.forget}
      </button>
    </Section>
  )
}
