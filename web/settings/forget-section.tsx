import { buttonStyles } from '../components/button.tsx'
import { Section } from '../components/section.tsx'
import { showToast } from '../components/toasts.tsx'
import { forgetAnswers } from '../device/last-answer.ts'
import { recentNames } from '../device/recent-names.ts'
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
