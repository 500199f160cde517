import { chunk } from '../../src/core/chunk.ts'
import type { Change, Changes } from './changed-answer.ts'
import { type Ignore, type IgnoreKey, keyOf } from './ignore.ts'
import { createValue } from './value.ts'

export interface IgnoreServices {
  /** Keeps what is to be ignored, {@link mostAtOnce} at most. */
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

/** So many the server takes at once. */
const mostAtOnce = 500

type Changed = ReadonlyMap<IgnoreKey, Change<Ignore>>

const nothing = { ignored: new Map(), broughtBack: new Map() }

export function createAccountIgnores({ save, remove, now }: IgnoreServices): AccountIgnores {
  const changes = createValue<{ readonly ignored: Changed; readonly broughtBack: Changed }>(nothing)
  /** One after the other: what was ignored and brought back at once must end so at the server. */
  let queue: Promise<unknown> = Promise.resolve()
  /** Grows with each who leaves. */
  let people = 0

  /** Each after the one before; none once somebody else is signed in, whose it would be. */
  const eachInTurn = <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
    const asked = people
    const turn = queue.then(async () => {
      for (const item of items) if (asked === people) await work(item)
    })
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
    const before = changes.get()
    const asked = people
    const put = (at: number) =>
      changes.set({
        ...changes.get(),
        [to]: withAll(changes.get()[to], ignores, at),
        [from]: withoutAll(changes.get()[from], ignores),
      })
    put(Infinity)
    try {
      await work()
      if (asked === people) put(now())
    } catch (error) {
      if (asked !== people) return
      const had = (side: Changed) => ignores.flatMap((one) => side.get(keyOf(one)) ?? [])
      const restore = (name: 'ignored' | 'broughtBack') =>
        new Map([
          ...withoutAll(changes.get()[name], ignores),
          ...had(before[name]).map((one) => [keyOf(one.value), one] as const),
        ])
      changes.set({ ignored: restore('ignored'), broughtBack: restore('broughtBack') })
      throw error
    }
  }

  return {
    ignore: (ignores) => move('ignored', ignores, () => eachInTurn(chunk(ignores, mostAtOnce), save)),
    bringBack: (ignores) => move('broughtBack', ignores, () => eachInTurn(ignores, remove)),
    changes: changes.get,
    forget() {
      people++
      changes.set(nothing)
    },
    subscribe: changes.subscribe,
  }
}

function withAll(changed: Changed, ignores: readonly Ignore[], at: number): Changed {
  return new Map([...changed, ...ignores.map((one) => [keyOf(one), { value: one, at }] as const)])
}

function withoutAll(changed: Changed, ignores: readonly Ignore[]): Changed {
  const keys = new Set(ignores.map(keyOf))
  return new Map([...changed].filter(([key]) => !keys.has(key)))
}
