import { type ElementType, type ReactNode, useEffect } from 'react'

let locks = 0

/**
 * Replaces the package `react-remove-scroll` in Radix's dialogs and menus (see vite.config.ts). The package inserts a
 * style element, which the content security policy forbids; an attribute with a rule in the style sheet does the same.
 *
 * @param props.as the element to render, from Radix
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
