import { useCallback } from 'react'
import type { MediaTitle } from '../../src/core/media.ts'
import { useDeviceValue } from '../data/device-value.ts'
import { titleLanguagePreference } from '../data/preferences.ts'
import type { Franchise } from '../data/scan.ts'
import { titleIn } from './title.ts'

/** Names titles in the language that was chosen for them. */
export function useTitleName(): (media: { readonly id: number; readonly title: MediaTitle }) => string {
  const language = useDeviceValue(titleLanguagePreference)
  return useCallback((media) => titleIn(language, media), [language])
}

/** A franchise has the name of what comes first in it. */
export function useFranchiseName(): (franchise: Pick<Franchise, 'title' | 'media'>) => string {
  const nameOf = useTitleName()
  return useCallback(({ title, media: [first] }) => (first ? nameOf(first) : title), [nameOf])
}
