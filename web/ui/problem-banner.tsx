import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** A line above results that are not quite what one wants them to be: old, or incomplete. */
export function ProblemBanner({
  icon,
  children,
  action,
}: {
  icon: IconName
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div role="status" className="mb-4 flex flex-wrap items-center gap-3 rounded-m bg-sunken px-4 py-2">
      <Icon name={icon} className="size-5 text-muted" />
      <p className="min-w-60 flex-1 py-2">{children}</p>
      {action}
    </div>
  )
}
