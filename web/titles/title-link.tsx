import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { formatQuery, parseQuery } from '../data/address-query.ts'
import { type ResultsQuery, type ResultsSearch, readSearch, withoutTitle } from '../data/results-search.ts'
import type { Franchise, Member } from '../data/scan.ts'

/** A link to a title's details. `data-stop` makes it a target of `j` and `k`, `data-media` of the other keys. */
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
  /** Replaces the current address, as from one title's details to another's. */
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

/** A link to a franchise's map, with the same options. */
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

/** The search in the address, which is completed with the device's defaults so that it can be shared. */
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
