import { Link } from '@tanstack/react-router'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import {
  languagePreference,
  languages,
  themePreference,
  themes,
  titleLanguagePreference,
  titleLanguages,
} from '../data/preferences.ts'
import { useValue } from '../data/value.ts'
import { Icon } from '../ui/icon.tsx'
import { HeaderMenu } from '../ui/menu.tsx'
import { useSettingsTexts } from '../ui/texts/en-account.ts'
import { languageNames, useTexts } from '../ui/texts/language.tsx'

/** Theme and languages; the other settings have their own page. */
export default function PreferencesMenu({ children }: { children: ReactNode }) {
  const { shell } = useTexts()
  const texts = useSettingsTexts()
  return (
    <HeaderMenu button={children}>
      <Choice
        label={texts.theme}
        value={useValue(themePreference)}
        options={themes.map((theme) => [theme, texts.themes[theme]])}
        onChoose={(theme) => themePreference.set(theme)}
      />
      <DropdownMenu.Separator className="my-2 border-t border-rule" />
      <Choice
        label={texts.language}
        value={useValue(languagePreference) ?? 'browser'}
        options={[
          ['browser', texts.languageOfBrowser],
          ...languages.map((language) => [language, languageNames[language]] as const),
        ]}
        onChoose={(language) => languagePreference.set(language === 'browser' ? undefined : language)}
      />
      <DropdownMenu.Separator className="my-2 border-t border-rule" />
      <Choice
        label={texts.titleLanguage}
        value={useValue(titleLanguagePreference)}
        options={titleLanguages.map((language) => [language, shell.titleLanguages[language]])}
        onChoose={(language) => titleLanguagePreference.set(language)}
      />
      <DropdownMenu.Separator className="my-2 border-t border-rule" />
      <DropdownMenu.Item asChild>
        <Link
          to="/settings"
          className="flex min-h-10 items-center rounded-s px-3 outline-none select-none data-highlighted:bg-sunken"
        >
          {texts.all}
        </Link>
      </DropdownMenu.Item>
    </HeaderMenu>
  )
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChoose: (value: Value) => void
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(chosen) => onChoose(chosen as Value)}>
      <DropdownMenu.Label className="px-3 py-1 text-s text-muted">{label}</DropdownMenu.Label>
      {options.map(([option, words]) => (
        <DropdownMenu.RadioItem
          key={option}
          value={option}
          className="flex min-h-10 items-center gap-2 rounded-s px-3 outline-none select-none data-highlighted:bg-sunken"
          onSelect={(event) => event.preventDefault()}
        >
          <span className="flex-1">{words}</span>
          <DropdownMenu.ItemIndicator className="text-accent">
            <Icon name="check" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
