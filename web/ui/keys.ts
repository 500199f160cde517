import { useEffect, useRef } from 'react'
import { createKeyMap, type KeyBinding } from './key-map.ts'

/** The keys of the whole page. */
export const pageKeys = createKeyMap({ now: () => performance.now() })

/** Listens for keys from now on. Returns what stops that. */
export function listenForKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isForTyping(event.target) || document.querySelector('[role=dialog], [role=menu]')) return
    if (event.key === 'Enter' && isPressable(event.target)) return
    if (pageKeys.press(event.key)) event.preventDefault()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

/** Binds keys for as long as the component is there. What they do may change with every render. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const newest = useRef(bindings)
  newest.current = bindings
  const signature = bindings.map(({ keys, label }) => `${keys}\t${label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bindings are the same as long as the signature is
  useEffect(
    () =>
      pageKeys.add(
        newest.current.map(({ keys, label }, at) => ({ keys, label, run: () => newest.current[at]?.run() })),
      ),
    [signature],
  )
}

function isForTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]')
  )
}

/** Enter does already what such an element is for. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary, input') !== null
}
