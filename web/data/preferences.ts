import type { TitleLanguage } from '../../src/core/media.ts'
import { createDeviceValue } from './value.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** web/public/theme.js reads this key before the first paint. */
export const themePreference = createDeviceValue<Theme>(
  'theme',
  (stored) => themes.find((theme) => theme === stored) ?? 'system',
)

export const languages = ['en', 'pt'] as const
export type Language = (typeof languages)[number]

/** `undefined` follows the browser. */
export const languagePreference = createDeviceValue<Language | undefined>('language', (stored) =>
  languages.find((language) => language === stored),
)

export const titleLanguages = ['english', 'romaji', 'native'] as const satisfies readonly TitleLanguage[]

export const titleLanguagePreference = createDeviceValue<TitleLanguage>(
  'title-language',
  (stored) => titleLanguages.find((language) => language === stored) ?? 'english',
)
