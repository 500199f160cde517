/** Those who want to know when something changes. */
export interface Listeners {
  /** Tells all of them. */
  tell(): void
  /** As `useSyncExternalStore` wants it; returns what ends it. */
  subscribe(onChange: () => void): () => void
}

export function createListeners(): Listeners {
  const all = new Set<() => void>()
  return {
    tell() {
      for (const onChange of all) onChange()
    },
    subscribe(onChange) {
      all.add(onChange)
      return () => all.delete(onChange)
    },
  }
}
