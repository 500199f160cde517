import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import { type ResultsQuery, type ResultsSearch, readSearch } from '../data/results-search.ts'

/** A link to the same results with another search, which keeps the scroll position. */
export function ResultsLink({
  to,
  current = false,
  label,
  className = '',
  children,
}: {
  to: (before: ResultsSearch) => ResultsSearch
  /** Whether it represents the current choice. */
  current?: boolean
  /** The accessible name, unless the link has text. */
  label?: string
  className?: string
  children: ReactNode
}) {
  return (
    <Link
      from="/u/$name"
      to="."
      search={(before: ResultsQuery) => to(readSearch(before))}
      resetScroll={false}
      // The link usually leads to the open page, so only an equal search makes it the current one.
      activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
      inactiveProps={{ 'aria-current': current ? 'true' : undefined }}
      aria-label={label}
      title={label}
      className={className}
    >
      {children}
    </Link>
  )
}

/** The search in the address, and a function that changes parts of it. Adds a history entry unless `replace` is set. */
export function useResultsSearch(): {
  search: ResultsSearch
  change: (part: ResultsSearch, options?: { replace?: boolean }) => void
} {
  const search = readSearch(useSearch({ from: '/u/$name' }))
  const navigate = useNavigate({ from: '/u/$name' })
  const change = useCallback(
    (part: ResultsSearch, { replace = false } = {}) =>
      void navigate({
        search: (before: ResultsQuery) => ({ ...readSearch(before), ...part }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  )
  return { search, change }
}
