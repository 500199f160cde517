import { type AccountTexts, englishAccount } from '../texts/en-account.ts'
import { useMoreTexts } from '../texts/more-texts.ts'
import { portugueseAccount } from '../texts/pt-account.ts'

const catalogues = { en: englishAccount, pt: portugueseAccount }

/** Only for what is loaded lazily. */
export function useAccountTexts(): AccountTexts {
  return useMoreTexts<AccountTexts>(catalogues)
}
