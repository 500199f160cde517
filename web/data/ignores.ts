import { chunk } from '../../src/core/chunk.ts'
import type { Change, Changes } from './changed-answer.ts'
import type { Member } from './scan.ts'
import { createDeviceValue, createValue } from './value.ts'

/** An ignored title or franchise. */
export interface Ignore {
  readonly scope: 'title' | 'franchise'
  /** The title, or any media of the franchise. */
  readonly mediaId: number
  /** When to show it again, in ISO 8601; `null` for never. */
  readonly until: string | null
}

export type IgnoreKey = `${Ignore['scope']} ${number}`

/** Identifies what is ignored, regardless of the time limit. */
export function keyOf({ scope, mediaId }: Pick<Ignore, 'scope' | 'mediaId'>): IgnoreKey {
  return `${scope} ${mediaId}`
}

export function isOver({ until }: Ignore, now: number): boolean {
  return until !== null && Date.parse(until) <= now
}

/** Parses stored ignores, dropping invalid ones. */
export function parseIgnores(stored: unknown): readonly Ignore[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one): Ignore[] => {
    const { scope, mediaId, until = null } = (one ?? {}) as Record<string, unknown>
    if (scope !== 'title' && scope !== 'franchise') return []
    if (!Number.isInteger(mediaId) || Number(mediaId) < 1) return []
    if (until !== null && !(typeof until === 'string' && Number.isFinite(Date.parse(until)))) return []
    return [{ scope, mediaId: Number(mediaId), until }]
  })
}

/** Adds ignores; existing ones get the new time limit. */
export function addIgnores(before: readonly Ignore[], added: readonly Ignore[]): readonly Ignore[] {
  const all = new Map([...before, ...added].map((one) => [keyOf(one), one]))
  return [...all.values()]
}

export type Snooze = 'ever' | '30-days' | '90-days' | 'airing'

const day = 86_400_000
/** Dates further away are only guesses. */
const longestMs = 10 * 365 * day

/**
 * When to show a title again, in ISO 8601; `null` for never.
 *
 * @param airs epoch milliseconds, from {@link airsAt}
 */
export function untilOf(snooze: Snooze, now: number, airs?: number): string | null {
  switch (snooze) {
    case 'ever':
      return null
    case '30-days':
      return new Date(now + 30 * day).toISOString()
    case '90-days':
      return new Date(now + 90 * day).toISOString()
    case 'airing':
      return airs === undefined ? null : new Date(airs).toISOString()
  }
}

/**
 * When a title airs next or first, in epoch milliseconds. A date without a day counts as its last day, so that titles
 * do not appear too early. `undefined` if there is no future date.
 */
export function airsAt(
  media: Partial<Pick<Member, 'nextAiring' | 'startDate' | 'status'>>,
  now: number,
): number | undefined {
  const at = media.nextAiring ? media.nextAiring.at * 1000 : beginsAt(media)
  return at !== undefined && at > now && at < now + longestMs ? at : undefined
}

function beginsAt({ startDate, status }: Partial<Pick<Member, 'startDate' | 'status'>>): number | undefined {
  if (status !== 'NOT_YET_RELEASED' || !startDate || startDate.year === null) return undefined
  const { year, month, day } = startDate
  if (month === null) return Date.UTC(year, 11, 31)
  return day === null ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day)
}

/** The ignores of visitors who are not signed in: stored on this device, for every list. */
export const deviceIgnores = createDeviceValue('ignores', parseIgnores)

export function ignoreOnDevice(ignores: readonly Ignore[]): void {
  deviceIgnores.set(addIgnores(deviceIgnores.get(), ignores))
}

export function bringBackOnDevice(ignores: readonly Ignore[]): void {
  const keys = new Set(ignores.map(keyOf))
  const left = deviceIgnores.get().filter((one) => !keys.has(keyOf(one)))
  deviceIgnores.set(left.length > 0 ? left : undefined)
}

/** Server answers never include these. */
export function deviceChanges(ignores: readonly Ignore[], now: number): Pick<Changes, 'ignored'> {
  return {
    ignored: new Map(
      ignores
        .filter((one) => !isOver(one, now))
        .map((value) => [keyOf(value), { value, at: Infinity } satisfies Change<Ignore>]),
    ),
  }
}

export interface IgnoreServices {
  /** Saves at most {@link mostAtOnce} ignores. */
  readonly save: (ignores: readonly Ignore[]) => Promise<void>
  readonly remove: (ignore: Ignore) => Promise<void>
  readonly now: () => number
}

/** What an account ignores and restores on this page: shown immediately, saved shortly after. */
export interface AccountIgnores {
  /** Rejects and reverts the change if it could not be saved. */
  ignore(ignores: readonly Ignore[]): Promise<void>
  /** Like {@link AccountIgnores.ignore}. */
  bringBack(ignores: readonly Ignore[]): Promise<void>
  changes(): Pick<Changes, 'ignored' | 'broughtBack'>
  /** Forgets everything, as when another user signs in. */
  forget(): void
  subscribe(onChange: () => void): () => void
}

/** The server's limit per request. */
const mostAtOnce = 500

type Changed = ReadonlyMap<IgnoreKey, Change<Ignore>>

const nothing = { ignored: new Map(), broughtBack: new Map() }

export function createAccountIgnores({ save, remove, now }: IgnoreServices): AccountIgnores {
  const changes = createValue<{ readonly ignored: Changed; readonly broughtBack: Changed }>(nothing)
  /** Sequential, so that ignoring and restoring the same title end in the right state. */
  let queue: Promise<unknown> = Promise.resolve()
  /** Increased whenever the user changes. */
  let people = 0

  /** Runs in order, but stops if the user has changed, to protect the other account. */
  const eachInTurn = <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
    const asked = people
    const turn = queue.then(async () => {
      for (const item of items) if (asked === people) await work(item)
    })
    queue = turn.catch(() => {
      // The caller handles the error.
    })
    return turn
  }

  /** Moves ignores to one side immediately, and back if saving fails. */
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
