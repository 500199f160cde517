/** Something that can be taken back. */
export interface Undoable {
  readonly undo: () => void
  /** Takes away the toast that offers it. */
  readonly dismiss: () => void
}

export interface Pushed {
  /** Takes it back now, whatever was done since. */
  take(): void
  /** Forgets it: there is nothing to take back. */
  drop(): void
}

/** What was done last is taken back first. */
export interface UndoStack {
  push(undoable: Undoable): Pushed
  /** Takes back the last; says whether there was one. */
  pop(): boolean
  clear(): void
}

/** Nobody remembers what came before so many. */
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
