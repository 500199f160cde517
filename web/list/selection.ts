import { useSyncExternalStore } from 'react'
import { createListeners } from '../data/listeners.ts'

/** Which titles somebody has chosen. Each title asks only for itself, so that choosing one draws no other anew. */
export interface Selection {
  /** Whether titles are being chosen at all; then `ids` may still be empty. */
  isOn(): boolean
  ids(): ReadonlySet<number>
  /** Begins choosing, with nothing chosen, or ends it and forgets what was. */
  turn(on: boolean): void
  /** Chooses a title, or no longer. */
  toggle(id: number): void
  set(ids: Iterable<number>): void
  subscribe(onChange: () => void): () => void
}

export function createSelection(): Selection {
  const listeners = createListeners()
  let on = false
  let chosen: ReadonlySet<number> = new Set()
  const change = (nextOn: boolean, next: ReadonlySet<number>) => {
    on = nextOn
    chosen = next
    listeners.tell()
  }
  return {
    isOn: () => on,
    ids: () => chosen,
    turn: (next) => change(next, new Set()),
    toggle(id) {
      const next = new Set(chosen)
      if (!next.delete(id)) next.add(id)
      change(true, next)
    },
    set: (ids) => change(true, new Set(ids)),
    subscribe: listeners.subscribe,
  }
}

export function useSelecting(selection: Selection): boolean {
  return useSyncExternalStore(selection.subscribe, selection.isOn)
}

export function useSelected(selection: Selection, id: number): boolean {
  return useSyncExternalStore(selection.subscribe, () => selection.ids().has(id))
}

export function useSelectedIds(selection: Selection): ReadonlySet<number> {
  return useSyncExternalStore(selection.subscribe, selection.ids)
}
