import { chunk } from '../../src/core/chunk.ts'
import type { Change, Changes } from './changed-answer.ts'
import type { Member } from './scan.ts'
import { createDeviceValue, createValue } from './value.ts'

/** Something that a scan is to leave out: a title alone, or every title of the franchise that it belongs to. */
export interface Ignore {
  readonly scope: 'title' | 'franchise'
  /** Of the title, or of any in the franchise. */
  readonly mediaId: number
  /** When to tell of it again, in ISO 8601; `null` for never. */
  readonly until: string | null
}

export type IgnoreKey = `${Ignore['scope']} ${number}`

/** The same for two ignores of the same thing, whatever their time limits. */
export function keyOf({ scope, mediaId }: Pick<Ignore, 'scope' | 'mediaId'>): IgnoreKey {
  return `${scope} ${mediaId}`
}

export function isOver({ until }: Ignore, now: number): boolean {
  return until !== null && Date.parse(until) <= now
}

/** What was stored, however it got there: all that makes no sense is left out. */
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

/** Adds to what is ignored; what was there already gets the new time limit. */
export function addIgnores(before: readonly Ignore[], added: readonly Ignore[]): readonly Ignore[] {
  const all = new Map([...before, ...added].map((one) => [keyOf(one), one]))
  return [...all.values()]
}

/** For how long to leave something out. */
export type Snooze = 'ever' | '30-days' | '90-days' | 'airing'

const day = 86_400_000
/** A date that far away is a guess that nobody waits for. */
const longestMs = 10 * 365 * day

/**
 * When to tell of a title again, in ISO 8601; `null` for never.
 *
 * @param airs milliseconds since 1970, as {@link airsAt} gives them
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
 * When a title airs next, or first, in milliseconds since 1970. Of a date without a day the last one counts: nobody wants to be
 * told before it is there. `undefined` where no such time is to come.
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

/** What whoever is not signed in ignores: kept on this device, for every list that is looked at on it. */
export const deviceIgnores = createDeviceValue('ignores', parseIgnores)

export function ignoreOnDevice(ignores: readonly Ignore[]): void {
  deviceIgnores.set(addIgnores(deviceIgnores.get(), ignores))
}

export function bringBackOnDevice(ignores: readonly Ignore[]): void {
  const keys = new Set(ignores.map(keyOf))
  const left = deviceIgnores.get().filter((one) => !keys.has(keyOf(one)))
  deviceIgnores.set(left.length > 0 ? left : undefined)
}

/** No answer of the server knows of them. */
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
