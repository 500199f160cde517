import { type ActingTexts, englishActing } from '../ui/texts/en-acting.ts'
import type { Formats } from '../ui/texts/formats.ts'
import { useFormats, useMoreTexts } from '../ui/texts/language.tsx'
import { portugueseActing } from '../ui/texts/pt-acting.ts'

const catalogues = { en: englishActing, pt: portugueseActing }

/** Only for what is loaded lazily. */
export function useActingTexts(): ActingTexts {
  return useMoreTexts<ActingTexts>(catalogues)
}

export interface ActingWords {
  readonly texts: ActingTexts
  readonly formats: Formats
}

/** As {@link useActingTexts}. */
export function useActingWords(): ActingWords {
  return { texts: useActingTexts(), formats: useFormats() }
}
