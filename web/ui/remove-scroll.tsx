import { type ElementType, type ReactNode, useEffect } from 'react'

let locks = 0

/**
 * Takes the place of the package `react-remove-scroll` below Radix's dialogs and menus (see vite.config.ts): that one writes a
 * style element, which the content security policy refuses. An attribute that the style sheet knows does the same.
 *
 * @param props.as the element to render, as Radix gives it
 */
export function RemoveScroll({ as: As = 'div', children }: { as?: ElementType; children: ReactNode }) {
  useEffect(() => {
    locks++
    document.documentElement.dataset.scrollLocked = ''
    return () => {
      locks--
      if (locks === 0) delete document.documentElement.dataset.scrollLocked
    }
  }, [])
  return <As>{children}</As>
}
