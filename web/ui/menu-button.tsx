import { lazy, type ReactNode } from 'react'
import { LazyMenuButton } from './lazy-menu-button.tsx'
import type { MenuItem } from './menu.tsx'

const loadMenu = () => import('./menu.tsx')
const Menu = lazy(loadMenu)

/** A button that opens a menu of things to do. */
export function MenuButton({
  label,
  items,
  className,
  children,
}: {
  /** Where it has no words of its own. */
  label?: string
  /** Made when it is opened. The button itself is where somebody was before. */
  items: () => readonly MenuItem[]
  className: string
  children: ReactNode
}) {
  return (
    <LazyMenuButton
      load={loadMenu}
      menu={(button) => <Menu items={items}>{button}</Menu>}
      label={label}
      title={label}
      className={className}
    >
      {children}
    </LazyMenuButton>
  )
}
