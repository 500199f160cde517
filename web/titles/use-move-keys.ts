import { useKeys } from '../ui/keys.ts'
import { useTexts } from '../ui/texts/language.tsx'

/** `j` and `k` move from one result to the next and back, whatever the view; Enter opens where one is, as with any link. */
export function useMoveKeys(): void {
  const texts = useTexts().keys
  useKeys([
    { keys: 'j', label: texts.next, run: () => moveBy(1) },
    { keys: 'k', label: texts.previous, run: () => moveBy(-1) },
  ])
}

function moveBy(step: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-stop]')]
  const from = placeOf(stops, document.activeElement)
  const next = from === undefined ? stops.find(isOnScreen) : stops[from + step]
  next?.focus()
}

/** Elsewhere in a franchise counts as being at its stop. */
function placeOf(stops: readonly HTMLElement[], active: Element | null): number | undefined {
  const at = stops.indexOf(active as HTMLElement)
  if (at >= 0) return at
  if (!active?.closest('#content section')) return undefined
  for (let around = active.parentElement; around; around = around.parentElement) {
    const stop = around.querySelector<HTMLElement>('[data-stop]')
    if (stop) return stops.indexOf(stop)
  }
  return undefined
}

function isOnScreen(stop: HTMLElement): boolean {
  return stop.getBoundingClientRect().top >= 0
}
