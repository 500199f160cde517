const key = 'reloaded-at'
const patienceMs = 60_000

/**
 * When a newer version of the page was put in place of this one, its parts have other names: loading the page again helps. Where it
 * was just done it does not, and the page says so.
 */
export function reloadForNewVersion(): void {
  addEventListener('vite:preloadError', () => {
    try {
      if (Date.now() - Number(sessionStorage.getItem(key)) < patienceMs) return
      sessionStorage.setItem(key, String(Date.now()))
    } catch {
      // Without a memory of it, it would go on for ever.
      return
    }
    location.reload()
  })
}
