import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ResultsSearch } from '../data/results-search.ts'

/** The search in the address, and a way to change parts of it. Each change can be gone back on, but for typing. */
export function useResultsSearch(): {
  search: ResultsSearch
  change: (part: ResultsSearch, options?: { replace?: boolean }) => void
} {
  const search = useSearch({ from: '/u/$name' })
  const navigate = useNavigate({ from: '/u/$name' })
  const change = useCallback(
    (part: ResultsSearch, { replace = false } = {}) =>
      void navigate({
        search: (before: ResultsSearch) => ({ ...before, ...part }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  )
  return { search, change }
}
