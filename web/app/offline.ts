/**
 * Has the browser keep the files of the page, so that it opens without a network from now on. Where the browser does not do that,
 * as in some private windows, all else goes on as ever.
 */
export function keepForOffline(): void {
  // While one works on the page, nothing old must stand in the way.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const keep = () => void navigator.serviceWorker.register('/sw.js').catch(() => {})
  // What somebody came for goes first.
  if (document.readyState === 'complete') setTimeout(keep, patienceMs)
  else addEventListener('load', () => setTimeout(keep, patienceMs), { once: true })
}

const patienceMs = 1_000
