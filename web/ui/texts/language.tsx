import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { type Language, languagePreference, languages } from '../../data/preferences.ts'
import { english, type Texts } from './en.ts'
import { createFormats, type Formats } from './formats.ts'

interface Words {
  readonly language: Language
  readonly texts: Texts
  readonly formats: Formats
}

/** Used when the browser names no region. */
const locales: Readonly<Record<Language, string>> = { en: 'en', pt: 'pt-BR' }

/** The initial language: the user's choice, else the first browser language that we have. */
export function chooseLanguage(chosen: Language | undefined, ofBrowser: readonly string[]): Language {
  if (chosen) return chosen
  return (
    ofBrowser
      .map((tag) => languages.find((language) => isOf(language, tag)))
      .find((language) => language !== undefined) ?? 'en'
  )
}

/** Loads a language. English ships with the page; others load when chosen. */
export async function loadWords(language: Language): Promise<Words> {
  const locale = navigator.languages.find((tag) => isOf(language, tag)) ?? locales[language]
  const formats = createFormats(locale)
  const makeTexts = language === 'pt' ? (await import('./pt.ts')).portuguese : english
  return { language, texts: makeTexts(formats), formats }
}

const WordsContext = createContext<Words | undefined>(undefined)

/** Provides the texts, and updates them when the user chooses another language. */
export function LanguageProvider({ initial, children }: { initial: Words; children: ReactNode }) {
  const [words, setWords] = useState(initial)
  useEffect(
    () =>
      languagePreference.subscribe(() => {
        const language = chooseLanguage(languagePreference.get(), navigator.languages)
        void loadWords(language).then(setWords)
      }),
    [],
  )
  useEffect(() => {
    document.documentElement.lang = words.formats.locale
  }, [words])
  return <WordsContext value={words}>{children}</WordsContext>
}

export function useWords(): Words {
  const words = use(WordsContext)
  if (!words) throw new Error('useWords must be used inside a LanguageProvider.')
  return words
}

export function useTexts(): Texts {
  return useWords().texts
}

export function useFormats(): Formats {
  return useWords().formats
}

function isOf(language: Language, tag: string): boolean {
  return tag.toLowerCase().split('-')[0] === language
}

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

/** Each language's name for itself. */
export const languageNames = { en: 'English', pt: 'Português' } as const

/** Names the page, in the tab and in the history; the product alone where it has no name. */
export function usePageTitle(page: string | undefined): void {
  const texts = useTexts()
  useEffect(() => {
    document.title = page === undefined ? texts.productName : texts.pageTitle(page)
  }, [page, texts])
}
