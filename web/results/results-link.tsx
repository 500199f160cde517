import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import { type ResultsQuery, type ResultsSearch, readSearch } from '../data/results-search.ts'

/** Leads to the same results with another search, and stays where one is on the page. */
export function ResultsLink({
  to,
  current = false,
  label,
  className = '',
  children,
}: {
  to: (before: ResultsSearch) => ResultsSearch
  /** Whether it stands for something that is chosen. */
  current?: boolean
  /** Where it has no words of its own. */
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
      // What a link of this kind leads to is mostly the page that is open; only an equal search makes it the current one.
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

/** The search in the address, and a way to change parts of it. Each change can be gone back on, but for typing. */
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
