import { lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react'
import type { MenuItem } from './menu.tsx'

/** A button that opens a menu, whose code comes when somebody reaches for it. */
export function LazyMenuButton({
  load,
  menu,
  label,
  title,
  className,
  children,
}: {
  /** Loads the code of the menu. */
  load: () => Promise<unknown>
  /** The menu, open from the start, around the button that it hangs on. */
  menu: (button: ReactElement) => ReactNode
  /** Where the button has no words of its own. */
  label?: string | undefined
  title?: string | undefined
  className: string
  children: ReactNode
}) {
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      aria-label={label}
      title={title}
      aria-haspopup="menu"
      className={className}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setWanted(true)}
    >
      {children}
    </button>
  )
  return wanted ? <Suspense fallback={button}>{menu(button)}</Suspense> : button
}

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
