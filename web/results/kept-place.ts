import { useEffect } from 'react'

const key = 'place'
/** Whether this load of the page has no place to go back to any more. */
let isDone = false

/**
 * Goes back to where somebody was when they loaded the page again. The router looks too early: a scan takes its time, and until it
 * has ended the page is not as long. Whoever has scrolled by then stays where they are.
 */
export function useKeptPlace(): void {
  useEffect(() => {
    addEventListener('pagehide', keepPlace)
    const place = isDone ? undefined : takePlace()
    isDone = true
    if (place === undefined) return () => removeEventListener('pagehide', keepPlace)
    // The rows are laid out in the frame after that in which they are measured.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (scrollY < place) scrollTo(0, place)
      })
    })
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('pagehide', keepPlace)
    }
  }, [])
}

function keepPlace(): void {
  try {
    sessionStorage.setItem(key, JSON.stringify([location.href, scrollY]))
  } catch {
    // Storage is switched off.
  }
}

function takePlace(): number | undefined {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (navigation?.type !== 'reload') return undefined
  try {
    const [address, place] = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return address === location.href && typeof place === 'number' ? place : undefined
  } catch {
    return undefined
  }
}
