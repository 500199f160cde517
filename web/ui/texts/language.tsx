import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { type Language, languagePreference, languages } from '../../data/preferences.ts'
import { english, type Texts } from './en.ts'
import type { AccountTexts, SettingsTexts } from './en-account.ts'
import type { ActingTexts } from './en-acting.ts'
import type { ResultsTexts } from './en-results.ts'
import type { Formats } from './formats.ts'

/** Texts of parts of the page that load on demand. In English each loads with its part. */
export interface MoreTexts {
  results: ResultsTexts
  acting: ActingTexts
  account: AccountTexts
  settings: SettingsTexts
}

/** All the texts of another language, which load together when it is chosen. */
export interface Catalogue {
  readonly page: Texts
  readonly more: { readonly [Part in keyof MoreTexts]: (formats: Formats) => MoreTexts[Part] }
}

interface Words {
  /** A BCP 47 tag, such as `pt-BR`. */
  readonly locale: string
  readonly texts: Texts
  /** Absent for English. */
  readonly catalogue: Catalogue | undefined
  /** What parts of the page have asked for so far. */
  readonly made: Partial<MoreTexts & { formats: Formats }>
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

/** Loads a language. English ships with the page. */
export async function loadWords(language: Language): Promise<Words> {
  const locale = navigator.languages.find((tag) => isOf(language, tag)) ?? locales[language]
  const catalogue = language === 'pt' ? (await import('./pt.ts')).portuguese : undefined
  return { locale, texts: catalogue?.page ?? english, catalogue, made: {} }
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
    document.documentElement.lang = words.locale
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

function isOf(language: Language, tag: string): boolean {
  return tag.toLowerCase().split('-')[0] === language
}

/** Each language's name for itself. */
export const languageNames = { en: 'English', pt: 'Português' } as const

/** Sets the title of the document; `undefined` for the product's name only. */
export function usePageTitle(page: string | undefined): void {
  const texts = useTexts()
  useEffect(() => {
    document.title = page === undefined ? texts.productName : texts.pageTitle(page)
  }, [page, texts])
}
