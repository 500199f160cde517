import { Link } from '@tanstack/react-router'
import { scoreFormats } from '../../src/core/score.ts'
import { useAccount } from '../data/account.ts'
import {
  languagePreference,
  languages,
  themePreference,
  themes,
  titleLanguagePreference,
  titleLanguages,
} from '../data/preferences.ts'
import { scoreFormatPreference } from '../titles/scores.ts'
import { usePageTitle } from '../ui/page-title.ts'
import { Section } from '../ui/section.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { languageNames } from '../ui/texts/language-names.ts'
import { AdultChoice } from './adult-choice.tsx'
import { ForgetSection } from './forget-section.tsx'
import { PreferenceChoice } from './preference-choice.tsx'
import { ScanDefaultsSection } from './scan-defaults-section.tsx'
import { useSettingsTexts } from './settings-texts.ts'

/** How this device shows things, and what it looks for unless the address says otherwise. */
export function SettingsPage() {
  const texts = useTexts()
  const settingsTexts = useSettingsTexts()
  const account = useAccount()
  usePageTitle(texts.settings.title)
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-4 px-4 pt-6">
      <div>
        <h1 className="text-xl font-bold tracking-tight">{texts.settings.title}</h1>
        <p className="mt-1 text-pretty text-muted">{settingsTexts.text}</p>
      </div>
      <Section title={settingsTexts.looks}>
        <PreferenceChoice
          title={texts.shell.theme}
          preference={themePreference}
          options={themes.map((theme) => [theme, texts.shell.themes[theme]])}
        />
        <PreferenceChoice
          title={texts.shell.language}
          preference={languagePreference}
          options={[
            [undefined, texts.shell.languageOfBrowser],
            ...languages.map((language) => [language, languageNames[language]] as const),
          ]}
        />
      </Section>
      <Section title={settingsTexts.titles}>
        <PreferenceChoice
          title={texts.shell.titleLanguage}
          preference={titleLanguagePreference}
          options={titleLanguages.map((language) => [language, texts.shell.titleLanguages[language]])}
        />
        <PreferenceChoice
          title={settingsTexts.scores}
          preference={scoreFormatPreference}
          options={[
            [undefined, settingsTexts.scoresAsAniList],
            ...scoreFormats.map((format) => [format, settingsTexts.scoreFormats[format]] as const),
          ]}
        />
        <AdultChoice />
      </Section>
      <ScanDefaultsSection />
      <ForgetSection />
      {account && (
        <p className="px-1 text-muted">
          <Link to="/account" className="underline decoration-rule underline-offset-4 hover:decoration-ink">
            {settingsTexts.account}
          </Link>
        </p>
      )}
    </div>
  )
}
