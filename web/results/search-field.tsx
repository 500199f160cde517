import { useEffect, useRef, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useKeys } from '../ui/keys.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { useResultsSearch } from './use-results-search.ts'

/** Finds titles by words. The address follows while one types, without a step in the history for every letter. */
export function SearchField() {
  const texts = useTexts()
  const { search, change } = useResultsSearch()
  const [text, setText] = useState(search.q ?? '')
  const field = useRef<HTMLInputElement>(null)
  const sent = useRef(search.q ?? '')
  useKeys([{ keys: '/', label: texts.keys.search, run: () => field.current?.focus() }])
  useEffect(() => {
    // Changed from elsewhere, as by going back or clearing all filters.
    if ((search.q ?? '') !== sent.current) setText(search.q ?? '')
    sent.current = search.q ?? ''
  }, [search.q])
  return (
    <label className="relative block min-w-0 flex-1 md:w-60 md:flex-initial">
      <span className="sr-only">{texts.filters.search}</span>
      <Icon name="search" className="pointer-events-none absolute top-3 left-3 size-5 text-muted" />
      <input
        ref={field}
        type="search"
        value={text}
        placeholder={texts.filters.search}
        onChange={({ target: { value } }) => {
          setText(value)
          sent.current = value.trim()
          change({ q: value.trim() || undefined }, { replace: true })
        }}
        onKeyDown={({ key }) => key === 'Escape' && field.current?.blur()}
        className="min-h-11 w-full rounded-s border border-edge bg-surface pr-2 pl-10 placeholder:text-muted"
      />
    </label>
  )
}
