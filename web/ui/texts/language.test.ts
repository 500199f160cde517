import { expect, test } from 'vitest'
import { english } from './en.ts'
import { englishAccount, englishSettings } from './en-account.ts'
import { englishActing } from './en-acting.ts'
import { englishResults } from './en-results.ts'
import { createFormats } from './formats.ts'
import { type Catalogue, chooseLanguage } from './language.tsx'
import { portuguese } from './pt.ts'

test.each([
  ['the chosen one', 'en', ['pt-BR'], 'en'],
  ['the browser’s', undefined, ['pt-PT', 'en'], 'pt'],
  ['the first of the browser’s that there is', undefined, ['ja', 'de-AT', 'pt', 'en'], 'pt'],
  ['English where there is none of them', undefined, ['ja'], 'en'],
  ['English where the browser says nothing', undefined, [], 'en'],
  ['no other language that begins alike', undefined, ['ptx'], 'en'],
] as const)('language: %s', (_story, chosen, ofBrowser, expected) => {
  expect(chooseLanguage(chosen, ofBrowser)).toBe(expected)
})

test('no text is empty, and none was left in English', () => {
  const inEnglish = strings(makeAll(catalogue, 'en'))
  const inPortuguese = strings(makeAll(portuguese, 'pt-BR'))
  expect([...inEnglish, ...inPortuguese].filter(([, text]) => text.trim() === '')).toEqual([])
  const same = inEnglish.filter(([path, text]) =>
    inPortuguese.some((one) => one[0] === path && one[1] === text),
  )
  expect(same.map(([path]) => path).filter((path) => !sameInBoth.test(path))).toEqual([])
})

/** Names, and words that both languages write alike. */
const sameInBoth =
  /^\d\.(productName|shortName|shell\.api|shell\.titleLanguages\.romaji|media\.formats\.(TV|OVA|ONA|ONE_SHOT)|media\.relations\.SPIN_OFF|franchise\.zoom)$/

const catalogue: Catalogue = {
  page: english,
  more: {
    results: englishResults,
    acting: englishActing,
    account: englishAccount,
    settings: englishSettings,
  },
}

function makeAll({ page, more }: Catalogue, locale: string) {
  const formats = createFormats(locale)
  return [page, ...Object.values(more).map((make) => make(formats))]
}

function strings(value: unknown, path = ''): (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, path ? `${path}.${key}` : key))
}
