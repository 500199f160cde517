import { useMemo } from 'react'
import type { Language } from '../../data/preferences.ts'
import type { Formats } from './formats.ts'
import { useWords } from './language.tsx'

/**
 * Texts of parts that are loaded when somebody opens them: they come along with those, in all languages, and are no part of
 * the first load.
 *
 * @param catalogues the same from one call to the next
 */
export function useMoreTexts<Texts>(
  catalogues: Readonly<Record<Language, (formats: Formats) => Texts>>,
): Texts {
  const { language, formats } = useWords()
  return useMemo(() => catalogues[language](formats), [catalogues, language, formats])
}
