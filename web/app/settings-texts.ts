import { englishSettings, type SettingsTexts } from '../ui/texts/en-settings.ts'
import { useMoreTexts } from '../ui/texts/language.tsx'
import { portugueseSettings } from '../ui/texts/pt-settings.ts'

const catalogues = { en: englishSettings, pt: portugueseSettings }

/** Only for what is loaded lazily. */
export function useSettingsTexts(): SettingsTexts {
  return useMoreTexts<SettingsTexts>(catalogues)
}
