import { useSyncExternalStore } from 'react'

/** Something that changes, outside of any component. */
export interface Value<T> {
  get(): T
  set(value: T): void
  /** Returns what ends it. */
  subscribe(onChange: () => void): () => void
}

export function useValue<T>(value: Pick<Value<T>, 'get' | 'subscribe'>): T {
  return useSyncExternalStore(value.subscribe, value.get)
}

/** Lasts as long as the page. */
export function createValue<T>(value: T): Value<T> {
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      value = next
      for (const tell of listeners) tell()
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}

/** Kept on this device only, in `localStorage`; `undefined` forgets it. Other tabs see a change at once. */
export type DeviceValue<T> = Value<T> & Pick<Value<T | undefined>, 'set'>

/**
 * @param parse makes the value of what is stored, which may be anything; of `undefined` where nothing is, or storage is switched off
 */
export function createDeviceValue<T>(key: string, parse: (stored: unknown) => T): DeviceValue<T> {
  const listeners = new Set<() => void>()
  let text = read(key)
  let value = parse(fromText(text))

  const refresh = () => {
    const now = read(key)
    if (now === text) return
    text = now
    value = parse(fromText(text))
    for (const tell of listeners) tell()
  }
  return {
    get: () => value,
    set(next) {
      try {
        if (next === undefined) localStorage.removeItem(key)
        else localStorage.setItem(key, typeof next === 'string' ? next : JSON.stringify(next))
        refresh()
      } catch {
        // Storage is full or switched off: the value lasts as long as the page.
        value = parse(next)
        for (const tell of listeners) tell()
      }
    },
    subscribe(onChange) {
      if (listeners.size === 0) addEventListener('storage', refresh)
      listeners.add(onChange)
      return () => {
        listeners.delete(onChange)
        if (listeners.size === 0) removeEventListener('storage', refresh)
      }
    },
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Plain words are stored as they are: web/public/theme.js reads one of them. */
function fromText(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
