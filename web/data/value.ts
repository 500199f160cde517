import { useSyncExternalStore } from 'react'

/** A value that changes outside of components. */
export interface Value<T> {
  get(): T
  set(value: T): void
  /** Returns a function that unsubscribes. */
  subscribe(onChange: () => void): () => void
}

export function useValue<T>(value: Pick<Value<T>, 'get' | 'subscribe'>): T {
  return useSyncExternalStore(value.subscribe, value.get)
}

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

/** Stored in `localStorage`; `undefined` deletes it. Other tabs see changes immediately. */
export type DeviceValue<T> = Value<T> & Pick<Value<T | undefined>, 'set'>

/** @param parse converts the stored value, which may be anything, or `undefined` if there is none */
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
        // Storage is full or disabled, so the value only lasts as long as the page.
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

/** Strings are stored as they are, as web/public/theme.js reads one of them. */
function fromText(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
