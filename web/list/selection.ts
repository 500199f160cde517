import { useSyncExternalStore } from 'react'
import { createValue } from '../data/value.ts'

/** The selected titles. Each title subscribes only to its own state, so selecting one does not render the others. */
export interface Selection {
  /** Whether selecting has started, possibly with no titles selected yet. */
  isOn(): boolean
  ids(): ReadonlySet<number>
  /** Starts selecting with no titles, or ends it and clears the selection. */
  turn(on: boolean): void
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
