import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now = Date.now()

/** The current time in epoch milliseconds, to the second. A single clock, which only runs while it is used. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current)
}

/** Without listeners, the last tick may be outdated. */
function current(): number {
  if (timer === undefined) now = Math.floor(Date.now() / 1000) * 1000
  return now
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(onChange)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  now = Date.now()
  for (const tell of listeners) tell()
}
