export interface Undoable {
  readonly undo: () => void
  /** Removes the toast that offers to undo it. */
  readonly dismiss: () => void
}

export interface Pushed {
  /** Undoes it now, even if it is not the last. */
  take(): void
  /** Forgets it, as there is nothing to undo. */
  drop(): void
}

/** Undoes the last action first. */
export interface UndoStack {
  push(undoable: Undoable): Pushed
  /** Undoes the last action. @returns whether there was one */
  pop(): boolean
  clear(): void
}

/** More than anyone remembers. */
const most = 50

export function createUndoStack(): UndoStack {
  let stack: readonly Undoable[] = []
  const take = (one: Undoable): boolean => {
    if (!stack.includes(one)) return false
    stack = stack.filter((other) => other !== one)
    one.dismiss()
    one.undo()
    return true
  }
  return {
    push(undoable) {
      stack = [...stack, undoable].slice(-most)
      return {
        take: () => void take(undoable),
        drop() {
          stack = stack.filter((one) => one !== undoable)
        },
      }
    },
    pop() {
      const last = stack.at(-1)
      return last !== undefined && take(last)
    },
    clear() {
      stack = []
    },
  }
}
