import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is being printed. The browser prints it right after the event, so it has to render synchronously. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia('print').matches)
}

function subscribe(onChange: () => void): () => void {
  const media = matchMedia('print')
  const atOnce = () => flushSync(onChange)
  media.addEventListener('change', atOnce)
  return () => media.removeEventListener('change', atOnce)
}
