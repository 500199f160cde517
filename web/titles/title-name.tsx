import { useCallback } from 'react'
import type { MediaTitle } from '../../src/core/media.ts'
import { titleLanguagePreference } from '../data/preferences.ts'
import type { Franchise } from '../data/scan.ts'
import { useValue } from '../data/value.ts'
import { titleIn } from './title.ts'

/** Names titles in the language that was chosen for them. */
export function useTitleName(): (media: { readonly id: number; readonly title: MediaTitle }) => string {
  const language = useValue(titleLanguagePreference)
  return useCallback((media) => titleIn(language, media), [language])
}

/** A franchise has the name of what comes first in it. */
export function useFranchiseName(): (franchise: Pick<Franchise, 'title' | 'media'>) => string {
  const nameOf = useTitleName()
  return useCallback(({ title, media: [first] }) => (first ? nameOf(first) : title), [nameOf])
}

/** How high a line of a list is, in pixels: its cover, or two lines of a name with what is said below it. */
export const lineHeight = 77

/** The name of a title that has a line to itself. Parts of a season often differ in the last word only. */
export function LineName({ name }: { name: string }) {
  return (
    <span className="line-clamp-2 leading-5 font-medium text-pretty" title={name}>
      {name}
    </span>
  )
}
