import { type AccountTexts, englishAccount } from '../ui/texts/en-account.ts'
import { useMoreTexts } from '../ui/texts/language.tsx'
import { portugueseAccount } from '../ui/texts/pt-account.ts'

const catalogues = { en: englishAccount, pt: portugueseAccount }

/** Only for what is loaded lazily. */
export function useAccountTexts(): AccountTexts {
  return useMoreTexts<AccountTexts>(catalogues)
}
