import { useMemo } from 'react'
import type { Language } from '../../data/preferences.ts'
import type { Formats } from './formats.ts'
import { useWords } from './language.tsx'

/**
 * Texts for parts of the page that load on demand. They load with their part, in every language, to keep the first load small.
 *
 * @param catalogues must be the same object on every call
 */
export function useMoreTexts<Texts>(
  catalogues: Readonly<Record<Language, (formats: Formats) => Texts>>,
): Texts {
  const { language, formats } = useWords()
  return useMemo(() => catalogues[language](formats), [catalogues, language, formats])
}
