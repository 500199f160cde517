import { useSyncExternalStore } from 'react'
import { createValue } from '../data/value.ts'

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

const none: ReadonlySet<number> = new Set()

export function createSelection(): Selection {
  const chosen = createValue<ReadonlySet<number> | undefined>(undefined)
  const ids = () => chosen.get() ?? none
  return {
    isOn: () => chosen.get() !== undefined,
    ids,
    turn: (on) => chosen.set(on ? none : undefined),
    toggle(id) {
      const next = new Set(ids())
      if (!next.delete(id)) next.add(id)
      chosen.set(next)
    },
    set: (ids) => chosen.set(new Set(ids)),
    subscribe: chosen.subscribe,
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
