import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { formatQuery, parseQuery } from '../data/address-query.ts'
import { type ResultsQuery, type ResultsSearch, readSearch, withoutTitle } from '../data/results-search.ts'
import type { Franchise, Member } from '../data/scan.ts'

/**
 * Leads to the details of a title, over the page where it is shown. `data-stop` makes it one that the keys move to, and
 * `data-media` names it for the keys that act on it.
 */
export function TitleLink({
  media,
  label,
  stop = false,
  replace = false,
  tabIndex,
  className = '',
  children,
}: {
  media: Pick<Member, 'id'>
  label?: string
  stop?: boolean
  /** Takes the place of the address that is shown, as from the details of one title to those of the next. */
  replace?: boolean
  tabIndex?: number
  className?: string
  children: ReactNode
}) {
  return (
    <Link
      to="."
      search={(before: ResultsQuery) => ({ ...before, title: media.id })}
      resetScroll={false}
      replace={replace}
      preload={false}
      tabIndex={tabIndex}
      aria-label={label}
      data-media={media.id}
      data-stop={stop || undefined}
      className={className}
    >
      {children}
    </Link>
  )
}

/** Leads to the map of a franchise, with the same options. */
export function FranchiseLink({
  franchise,
  className = '',
  children,
}: {
  franchise: Pick<Franchise, 'id'>
  className?: string
  children: ReactNode
}) {
  return (
    <Link
      from="/u/$name"
      to="/u/$name/franchise/$id"
      params={(before) => ({ ...before, id: `${franchise.id}` })}
      search={withoutTitle}
      className={className}
    >
      {children}
    </Link>
  )
}

/** The search in the address of the page, which then says all of it, and can be shared. */
export function useSharedSearch(): ResultsSearch {
  const query: ResultsQuery = useSearch({ strict: false })
  const navigate = useNavigate()
  const search = readSearch(query)
  const address = formatQuery({ ...query, ...search })
  const isSaid = address === formatQuery({ ...query })
  useEffect(() => {
    if (!isSaid) void navigate({ to: '.', search: parseQuery(address), replace: true, resetScroll: false })
  }, [isSaid, address, navigate])
  return search
}
