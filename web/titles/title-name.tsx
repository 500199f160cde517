import { useCallback } from 'react'
import type { MediaTitle } from '../../src/core/media.ts'
import { titleLanguagePreference } from '../data/preferences.ts'
import type { Franchise } from '../data/scan.ts'
import { useValue } from '../data/value.ts'
import { titleIn } from './title.ts'

/** Names titles in the chosen title language. */
export function useTitleName(): (media: { readonly id: number; readonly title: MediaTitle }) => string {
  const language = useValue(titleLanguagePreference)
  return useCallback((media) => titleIn(language, media), [language])
}

/** Names franchises in the same language. */
export function useFranchiseName(): (franchise: Pick<Franchise, 'titles'>) => string {
  const language = useValue(titleLanguagePreference)
  return useCallback(({ titles }) => titles[language], [language])
}

/** The height of a line in pixels: its cover, or a name of two lines with facts below. */
export const lineHeight = 77

/** Up to two lines, as the parts of a season often only differ in the last word. */
export function LineName({ name }: { name: string }) {
  return (
    <span className="line-clamp-2 leading-5 font-medium text-pretty" title={name}>
      {name}
    </span>
  )
}

/** A short name that screen readers read in full, with its franchise, as they may read it out of context. */
export function ShortName({ label, name, franchise }: { label: string; name: string; franchise: string }) {
  const isNamed = name.toLowerCase().startsWith(franchise.toLowerCase())
  const aloud = isNamed ? name : `${franchise}: ${name}`
  if (aloud === label) return label
  return (
    <>
      <span aria-hidden="true">{label}</span>
      <span className="sr-only">{aloud}</span>
    </>
  )
}
