import { Link } from '@tanstack/react-router'
import { scoreFormats } from '../../src/core/score.ts'
import { type WatchOrder, watchOrders } from '../../src/core/watch-order.ts'
import { useAccount } from '../data/account.ts'
import {
  languagePreference,
  languages,
  themePreference,
  themes,
  titleLanguagePreference,
  titleLanguages,
} from '../data/preferences.ts'
import { type ScanOptions, scanDefaults } from '../data/results-search.ts'
import { forgetAnswers } from '../data/session.ts'
import { recentNames } from '../data/user-names.ts'
import { useValue, type Value } from '../data/value.ts'
import { chooseOrder, chosenOrders, orderFor } from '../data/watch-orders.ts'
import { ScanOptionsForm } from '../results/scan-options-form.tsx'
import { scoreFormatPreference } from '../titles/title-facts.tsx'
import { Button } from '../ui/button.tsx'
import { Choice, Section } from '../ui/section.tsx'
import { useSettingsTexts } from '../ui/texts/en-account.ts'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { languageNames, usePageTitle, useTexts } from '../ui/texts/language.tsx'
import { showToast } from '../ui/toasts.tsx'

export function SettingsPage() {
  const { shell } = useTexts()
  const texts = useSettingsTexts()
  const { orders } = useResultsTexts()
  const account = useAccount()
  usePageTitle(shell.settings)
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-4 px-4 pt-6">
      <div>
        <h1 className="text-xl font-bold tracking-tight">{shell.settings}</h1>
        <p className="mt-1 text-pretty text-muted">{texts.text}</p>
      </div>
      <Section title={texts.looks}>
        <PreferenceChoice
          title={texts.theme}
          preference={themePreference}
          options={themes.map((theme) => [theme, texts.themes[theme]])}
        />
        <PreferenceChoice
          title={texts.language}
          preference={languagePreference}
          options={[
            [undefined, texts.languageOfBrowser],
            ...languages.map((language) => [language, languageNames[language]] as const),
          ]}
        />
      </Section>
      <Section title={texts.titles}>
        <PreferenceChoice
          title={texts.titleLanguage}
          preference={titleLanguagePreference}
          options={titleLanguages.map((language) => [language, shell.titleLanguages[language]])}
        />
        <PreferenceChoice
          title={texts.scores}
          preference={scoreFormatPreference}
          options={[
            [undefined, texts.scoresAsAniList],
            ...scoreFormats.map((format) => [format, texts.scoreFormats[format]] as const),
          ]}
        />
        <PreferenceChoice
          title={texts.adult}
          preference={adultPreference}
          options={[
            [undefined, texts.adultAsAniList],
            [true, texts.adultShow],
            [false, texts.adultHide],
          ]}
        />
      </Section>
      <Section title={orders.label} text={texts.ordersText}>
        <PreferenceChoice
          title={orders.label}
          preference={orderPreference}
          options={watchOrders.map((order) => [order, `${orders.names[order]} · ${orders.why[order]}`])}
        />
      </Section>
      <ScanDefaultsSection />
      <ForgetSection />
      {account && (
        <p className="px-1 text-muted">
          <Link to="/account" className="underline decoration-rule underline-offset-4 hover:decoration-ink">
            {texts.account}
          </Link>
        </p>
      )}
    </div>
  )
}

/**
 * Radio buttons for a preference, which apply immediately.
 *
 * @param props.options in order, with their labels
 */
function PreferenceChoice<T>({
  title,
  preference,
  options,
}: {
  title: string
  preference: Value<T>
  options: readonly (readonly [T, string])[]
}) {
  const chosen = useValue(preference)
  return (
    <fieldset className="pb-4 last:pb-0">
      <legend className="pb-1 text-s text-muted">{title}</legend>
      <div className="-mx-2 flex flex-col sm:flex-row sm:flex-wrap sm:gap-x-4">
        {options.map(([value, words]) => (
          <Choice
            key={String(value)}
            type="radio"
            name={title}
            checked={chosen === value}
            onChange={() => preference.set(value)}
          >
            {words}
          </Choice>
        ))}
      </div>
    </fieldset>
  )
}

/** Whether adult content is included; by default, the AniList setting of the signed-in user decides. */
const adultPreference = {
  get: () => scanDefaults.get().adult,
  set: (adult: boolean | undefined) => scanDefaults.set({ ...scanDefaults.get(), adult }),
  subscribe: scanDefaults.subscribe,
}

/** The watch order of all franchises that have none of their own. */
const orderPreference = {
  get: () => orderFor(chosenOrders.get()),
  set: (order: WatchOrder) => chosenOrders.set(chooseOrder(chosenOrders.get(), order)),
  subscribe: chosenOrders.subscribe,
}

/** The scan options for links that do not contain any. */
function ScanDefaultsSection() {
  const texts = useResultsTexts().scanOptions
  const { scanText } = useSettingsTexts()
  const { adult, ...options } = useValue(scanDefaults)
  const change = (part: ScanOptions) => scanDefaults.set({ ...scanDefaults.get(), ...part })
  return (
    <Section title={texts.title} text={scanText}>
      <ScanOptionsForm options={options} onChange={change} />
      <Button
        look="secondary"
        disabled={Object.keys(options).length === 0}
        onClick={() => scanDefaults.set({ adult })}
      >
        {texts.reset}
      </Button>
    </Section>
  )
}

/** Clears the names and results stored on this device. */
function ForgetSection() {
  const texts = useSettingsTexts()
  const forget = async () => {
    recentNames.set(undefined)
    await forgetAnswers()
    showToast({ text: texts.forgotten, kind: 'good' })
  }
  return (
    <Section title={texts.memory} text={texts.memoryText}>
      <Button look="secondary" onClick={() => void forget()}>
        {texts.forget}
      </Button>
    </Section>
  )
}
