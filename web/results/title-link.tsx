import type { ReactNode } from 'react'
import type { Member } from '../api/scan.ts'

/**
 * Leads to a title, from wherever it is shown. `data-stop` makes it one that the keys move to, and `data-media` names it for the
 * keys that act on it.
 */
export function TitleLink({
  media,
  label,
  stop = false,
  className = '',
  children,
}: {
  media: Pick<Member, 'id' | 'siteUrl'>
  label?: string
  stop?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <a
      href={media.siteUrl}
      aria-label={label}
      data-media={media.id}
      data-stop={stop || undefined}
      className={className}
    >
      {children}
    </a>
  )
}
