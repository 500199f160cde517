import { usePageTitle } from '../shell/page-title.ts'
import { useTexts } from '../texts/language.tsx'

/** How this device shows things, and what it looks for unless the address says otherwise. */
export function SettingsPage() {
  const texts = useTexts().settings
  usePageTitle(texts.title)
  return <h1>{texts.title}</h1>
}
