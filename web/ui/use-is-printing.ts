import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is on its way to paper. The browser takes it as it is right after telling so, hence at once. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia('print').matches)
}

function subscribe(onChange: () => void): () => void {
  const media = matchMedia('print')
  const atOnce = () => flushSync(onChange)
  media.addEventListener('change', atOnce)
  return () => media.removeEventListener('change', atOnce)
}
