import { useEffect, useRef } from 'react'

/** One key, or two in sequence, and their action. */
export interface KeyBinding {
  /** As in `KeyboardEvent.key`, separated by a space: `j`, `Enter`, `g h`. */
  readonly keys: string
  /** Shown in the list of shortcuts. */
  readonly label: string
  readonly run: () => void
}

export interface KeyMap {
  /** Adds bindings that take precedence over earlier ones. Returns a function that removes them. */
  add(bindings: readonly KeyBinding[]): () => void
  /** Handles a pressed key. @returns whether it was used */
  press(key: string): boolean
  /** The current bindings, each once. */
  list(): readonly KeyBinding[]
}

/** The most time between two keys in sequence. */
const patienceMs = 1_000

export function createKeyMap({ now }: { now: () => number }): KeyMap {
  const layers: (readonly KeyBinding[])[] = []
  let first: { key: string; at: number } | undefined

  const list = () => {
    const known = new Map<string, KeyBinding>()
    for (const binding of layers.flat()) if (!known.has(binding.keys)) known.set(binding.keys, binding)
    return [...known.values()]
  }
  return {
    list,
    add(bindings) {
      layers.unshift(bindings)
      return () => {
        const at = layers.indexOf(bindings)
        if (at >= 0) layers.splice(at, 1)
      }
    },
    press(key) {
      const all = list()
      const prefix = first && now() - first.at <= patienceMs ? `${first.key} ` : ''
      first = undefined
      const binding = all.find(({ keys }) => keys === prefix + key) ?? all.find(({ keys }) => keys === key)
      if (binding) {
        binding.run()
        return true
      }
      if (!all.some(({ keys }) => keys.startsWith(`${key} `))) return false
      first = { key, at: now() }
      return true
    },
  }
}

export const pageKeys = createKeyMap({ now: () => performance.now() })

/** Listens for keys. Returns a function that stops it. */
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

/** Binds keys while the component is mounted. Their actions may change with every render. */
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

/** Enter already activates such an element. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary, input') !== null
}
