import { Link } from '@tanstack/react-router'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon } from '../components/icon.tsx'
import { useDeviceValue } from '../device/device-value.ts'
import {
  languagePreference,
  languages,
  themePreference,
  themes,
  titleLanguagePreference,
  titleLanguages,
} from '../device/preferences.ts'
import { useSettingsTexts } from '../settings/settings-texts.ts'
import { useTexts } from '../texts/language.tsx'
import { languageNames } from '../texts/language-names.ts'

/** Open from the start: it is loaded by the press that asks for it. */
export default function PreferencesMenu({ children }: { children: ReactNode }) {
  const texts = useTexts()
  const settingsTexts = useSettingsTexts()
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        className="z-40 w-64 animate-appear overflow-y-auto rounded-m bg-surface p-2 shadow-over max-h-(--radix-dropdown-menu-content-available-height)"
      >
        <Choice
          label={texts.shell.theme}
          value={useDeviceValue(themePreference)}
          options={themes.map((theme) => [theme, texts.shell.themes[theme]])}
          onChoose={(theme) => themePreference.set(theme)}
        />
        <DropdownMenu.Separator className="my-2 border-t border-rule" />
        <Choice
          label={texts.shell.language}
          value={useDeviceValue(languagePreference) ?? 'browser'}
          options={[
            ['browser', texts.shell.languageOfBrowser],
            ...languages.map((language) => [language, languageNames[language]] as const),
          ]}
          onChoose={(language) => languagePreference.set(language === 'browser' ? undefined : language)}
        />
        <DropdownMenu.Separator className="my-2 border-t border-rule" />
        <Choice
          label={texts.shell.titleLanguage}
          value={useDeviceValue(titleLanguagePreference)}
          options={titleLanguages.map((language) => [language, texts.shell.titleLanguages[language]])}
          onChoose={(language) => titleLanguagePreference.set(language)}
        />
        <DropdownMenu.Separator className="my-2 border-t border-rule" />
        <DropdownMenu.Item asChild>
          <Link
            to="/settings"
            className="flex min-h-10 items-center rounded-s px-3 outline-none select-none data-highlighted:bg-sunken"
          >
            {settingsTexts.all}
          </Link>
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
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
