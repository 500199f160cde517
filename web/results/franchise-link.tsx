import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { withoutTitle } from '../data/results-search.ts'
import type { Franchise } from '../data/scan.ts'

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
