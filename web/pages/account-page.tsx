import { usePageTitle } from '../shell/page-title.ts'
import { useTexts } from '../texts/language.tsx'

/** Who you are here, where you are signed in, and what is yours to take along or to delete. */
export function AccountPage() {
  const texts = useTexts().account
  usePageTitle(texts.title)
  return <h1>{texts.title}</h1>
}
