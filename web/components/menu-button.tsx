import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { MenuItem } from './menu.tsx'

const loadMenu = () => import('./menu.tsx')
const Menu = lazy(loadMenu)

/** A button that opens a menu, whose code comes when somebody reaches for it. */
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
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-haspopup="menu"
      className={className}
      onPointerEnter={loadMenu}
      onFocus={loadMenu}
      onClick={() => setWanted(true)}
    >
      {children}
    </button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <Menu items={items}>{button}</Menu>
    </Suspense>
  )
}
