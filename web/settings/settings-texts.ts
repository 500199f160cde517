import { englishSettings, type SettingsTexts } from '../texts/en-settings.ts'
import { useMoreTexts } from '../texts/more-texts.ts'
import { portugueseSettings } from '../texts/pt-settings.ts'

const catalogues = { en: englishSettings, pt: portugueseSettings }

/** Only for what is loaded lazily. */
export function useSettingsTexts(): SettingsTexts {
  return useMoreTexts<SettingsTexts>(catalogues)
}
