import { useEffect } from 'react'

const key = 'place'
/** Whether the position has been restored, which happens once for each load of the page. */
let isDone = false

/**
 * Restores the scroll position after a reload. The router restores it too early, as the page only has its full length after the
 * scan. If the user has scrolled further meanwhile, the page stays there.
 */
export function useKeptPlace(): void {
  useEffect(() => {
    addEventListener('pagehide', keepPlace)
    const place = isDone ? undefined : takePlace()
    isDone = true
    // The rows are measured in one frame and laid out in the next.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (place !== undefined && scrollY < place) scrollTo(0, place)
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
