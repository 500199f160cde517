import { undoStack } from '../data/list-writes.ts'
import type { Franchise, Member } from '../data/scan.ts'
import { useTitleName } from '../titles/title-name.tsx'
import { useKeys } from '../ui/keys.ts'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { showToast } from '../ui/toasts.tsx'
import { useActing } from './acting-context.tsx'
import { addSeen, seenAmong } from './title-actions.tsx'

/**
 * `a` adds, `i` ignores and `x` selects the focused title or the selected ones; `u` undoes the last action.
 *
 * @param canSelect whether the page has a selection bar
 */
export function useActingKeys(franchises: readonly Franchise[], canSelect: boolean): void {
  const words = useActingTexts()
  const acting = useActing()
  const nameOf = useTitleName()

  const missing = (wanted: (id: number) => boolean): readonly Member[] =>
    franchises.flatMap(({ media }) => media.filter(({ id, state }) => state === 'missing' && wanted(id)))
  /** The titles to act on; shows a toast if there are none. */
  const targets = (): readonly Member[] => {
    const chosen = acting?.selection.ids()
    if (canSelect && chosen && chosen.size > 0) return missing((id) => chosen.has(id))
    const here = focusedTitle()
    if (here === undefined) {
      showToast({ text: words.nowhere })
      return []
    }
    const found = missing((id) => id === here)
    if (found.length === 0) showToast({ text: words.notMissing })
    return found
  }

  const add = () => {
    if (!acting) return
    if (acting.place === 'elsewhere') showToast({ text: words.elsewhereKeys })
    else if (!acting.canAdd) showToast({ text: words.cannotAdd })
    else acting.add(targets().map((member) => ({ id: member.id, name: nameOf(member) })))
  }
  const addAsSeen = () => {
    if (!acting) return
    if (acting.place === 'elsewhere') showToast({ text: words.elsewhereKeys })
    else if (!acting.canAdd) showToast({ text: words.cannotAdd })
    else {
      const members = targets()
      const seen = seenAmong(members)
      if (members.length > 0 && seen.length === 0) showToast({ text: words.notOut })
      addSeen(acting, seen, nameOf)
    }
  }
  const ignore = () => {
    if (!acting) return
    if (!acting.canIgnore) {
      showToast({ text: words.elsewhereKeys })
      return
    }
    const members = targets()
    const [first] = members
    if (!first) return
    const name = members.length === 1 ? nameOf(first) : words.titles(members.length)
    acting.ignore({
      ignores: members.map(({ id }) => ({ scope: 'title', mediaId: id, until: null })),
      name,
      gone: new Set(members.map(({ id }) => id)),
    })
    if (members.length > 1) acting.selection.turn(false)
  }
  const select = () => {
    const here = focusedTitle()
    if (here === undefined) showToast({ text: words.nowhere })
    else if (missing((id) => id === here).length > 0) acting?.selection.toggle(here)
  }
  const undo = () => {
    if (!undoStack.pop()) showToast({ text: words.nothingToUndo })
  }
  useKeys([
    { keys: 'a', label: words.keys.add, run: add },
    { keys: 's', label: words.keys.seen, run: addAsSeen },
    { keys: 'i', label: words.keys.ignore, run: ignore },
    ...(canSelect ? [{ keys: 'x', label: words.keys.select, run: select }] : []),
    { keys: 'u', label: words.keys.undo, run: undo },
  ])
}

/** The id of the title that has the focus, or whose buttons have it. */
function focusedTitle(): number | undefined {
  const active = document.activeElement
  const title =
    active?.closest<HTMLElement>('[data-media]') ??
    active?.closest('li, [role=listitem]')?.querySelector<HTMLElement>('[data-media]')
  return title && document.getElementById('content')?.contains(title)
    ? Number(title.dataset.media)
    : undefined
}

/** `j` and `k` move between results in any view; Enter follows the focused link. */
export function useMoveKeys(): void {
  const texts = useActingTexts().keys
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

/** Elements of a franchise card count as its first missing title. */
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
