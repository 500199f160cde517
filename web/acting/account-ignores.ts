import { createListeners } from '../components/listeners.ts'
import type { Change, Changes } from './changed-answer.ts'
import { type Ignore, type IgnoreKey, keyOf } from './ignore.ts'

export interface IgnoreServices {
  /** Keeps what is to be ignored. */
  readonly save: (ignores: readonly Ignore[]) => Promise<void>
  /** Takes one back. */
  readonly remove: (ignore: Ignore) => Promise<void>
  readonly now: () => number
}

/** What an account ignores and brings back on this page: shown at once, kept at the server a moment later. */
export interface AccountIgnores {
  /** Rejects where it could not be kept; then all is as before. */
  ignore(ignores: readonly Ignore[]): Promise<void>
  /** As {@link AccountIgnores.ignore}. */
  bringBack(ignores: readonly Ignore[]): Promise<void>
  changes(): Pick<Changes, 'ignored' | 'broughtBack'>
  /** As when somebody else is signed in. */
  forget(): void
  subscribe(onChange: () => void): () => void
}

type Changed = ReadonlyMap<IgnoreKey, Change<Ignore>>

export function createAccountIgnores({ save, remove, now }: IgnoreServices): AccountIgnores {
  let changes: { readonly ignored: Changed; readonly broughtBack: Changed } = {
    ignored: new Map(),
    broughtBack: new Map(),
  }
  const listeners = createListeners()
  /** One after the other: what was ignored and brought back at once must end so at the server. */
  let queue: Promise<unknown> = Promise.resolve()

  const change = (next: typeof changes) => {
    changes = next
    listeners.tell()
  }
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work)
    queue = turn.catch(() => {
      // Whoever asked for it is told.
    })
    return turn
  }

  /** Moves ignores from one side to the other at once, and back where the server could not. */
  async function move(
    to: 'ignored' | 'broughtBack',
    ignores: readonly Ignore[],
    work: () => Promise<void>,
  ): Promise<void> {
    const from = to === 'ignored' ? 'broughtBack' : 'ignored'
    const before = changes
    const put = (at: number) =>
      change({
        ...changes,
        [to]: withAll(changes[to], ignores, at),
        [from]: withoutAll(changes[from], ignores),
      })
    put(Infinity)
    try {
      await inTurn(work)
      put(now())
    } catch (error) {
      const had = (side: Changed) => ignores.flatMap((one) => side.get(keyOf(one)) ?? [])
      const restore = (name: 'ignored' | 'broughtBack') =>
        new Map([
          ...withoutAll(changes[name], ignores),
          ...had(before[name]).map((one) => [keyOf(one.value), one] as const),
        ])
      change({ ignored: restore('ignored'), broughtBack: restore('broughtBack') })
      throw error
    }
  }

  return {
    ignore: (ignores) => move('ignored', ignores, () => save(ignores)),
    bringBack: (ignores) =>
      move('broughtBack', ignores, async () => {
        for (const one of ignores) await remove(one)
      }),
    changes: () => changes,
    forget: () => change({ ignored: new Map(), broughtBack: new Map() }),
    subscribe: listeners.subscribe,
  }
}

function withAll(changed: Changed, ignores: readonly Ignore[], at: number): Changed {
  return new Map([...changed, ...ignores.map((one) => [keyOf(one), { value: one, at }] as const)])
}

function withoutAll(changed: Changed, ignores: readonly Ignore[]): Changed {
  const keys = new Set(ignores.map(keyOf))
  return new Map([...changed].filter(([key]) => !keys.has(key)))
}
