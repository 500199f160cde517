import type { ListStatus } from '../../src/core/list.ts'
import { listedState } from '../../src/scan/franchise-answer.ts'
import { type Ignore, type IgnoreKey, keyOf } from './ignores.ts'
import type { Franchise, HiddenTitle, Member, Missing, ScanAnswer } from './scan.ts'

export interface Entry {
  readonly status: ListStatus
  readonly score: number
  readonly progress: number
}

/** A change. Answers requested before `at` (epoch milliseconds) lack it; `Infinity` while it is being saved. */
export interface Change<Value> {
  readonly value: Value
  readonly at: number
}

/** All changes that an answer may not include. */
export interface Changes {
  /** By media id. */
  readonly entries: ReadonlyMap<number, Change<Entry>>
  readonly ignored: ReadonlyMap<IgnoreKey, Change<Ignore>>
  readonly broughtBack: ReadonlyMap<IgnoreKey, Change<Ignore>>
}

export const noChanges: Changes = { entries: new Map(), ignored: new Map(), broughtBack: new Map() }

/**
 * An answer updated with later changes. Titles added to the list stay among the missing ones, with a changed state, so
 * that nothing moves. Unchanged parts keep their identity.
 *
 * @param askedAt when the answer was requested, in epoch milliseconds
 * @param kept a media whose franchise is open, so it stays even if nothing of it is missing
 */
export function withChanges(
  answer: ScanAnswer,
  changes: Changes,
  askedAt: number,
  kept?: number,
): ScanAnswer {
  const entries = newer(changes.entries, askedAt)
  const ignored = [...newer(changes.ignored, askedAt).values()]
  const back = newer(changes.broughtBack, askedAt)
  if (entries.size + ignored.length + back.size === 0) return answer

  const idsOf = (wanted: Ignore['scope']) =>
    new Set(ignored.flatMap(({ scope, mediaId }) => (scope === wanted ? mediaId : [])))
  const [titleIds, franchiseIds] = [idsOf('title'), idsOf('franchise')]
  const missing = new Map(answer.missing.map((one) => [one.media.id, one]))
  const hidden: HiddenTitle[] = []
  const list = { ...answer.list }

  const change = (member: Member, through: number | undefined): Member => {
    const entry = entries.get(member.id)
    if (entry && member.entry === null) {
      const state = listedState(entry)
      list.entries++
      if (state === 'planned') list.planned++
      if (state === 'watched') list.watched++
      return { ...member, state, hiddenBy: null, entry }
    }
    const found = missing.get(member.id)
    if (!found || (through === undefined && !titleIds.has(member.id))) return member
    hidden.push(toHidden(found, through))
    return { ...member, state: 'hidden', hiddenBy: 'ignored' }
  }
  const changed = answer.franchises.map((franchise): Franchise => {
    const through = franchise.media.find(({ id }) => franchiseIds.has(id))?.id
    const media = franchise.media.map((member) => change(member, through))
    return media.every((member, at) => member === franchise.media[at]) ? franchise : { ...franchise, media }
  })
  const hiddenIds = new Set(hidden.map(({ media }) => media.id))
  const left =
    hidden.length === 0 ? answer.missing : answer.missing.filter(({ media }) => !hiddenIds.has(media.id))
  const shown = new Set(left.map(({ franchise }) => franchise))
  const stillHidden = back.size === 0 ? answer.hiddenTitles : answer.hiddenTitles.filter(isKept)
  const broughtBack = answer.hiddenTitles.length - stillHidden.length

  return {
    ...answer,
    list,
    missing: left,
    franchises: changed.filter(({ id, media }) => shown.has(id) || media.some((one) => one.id === kept)),
    hidden: { ...answer.hidden, ignored: answer.hidden.ignored + hidden.length - broughtBack },
    hiddenTitles: hidden.length === 0 ? stillHidden : [...stillHidden, ...hidden].sort(byId),
  }

  function isKept(title: HiddenTitle): boolean {
    return title.rule !== 'ignored' || !back.has(keyOf(ignoreOf(title)))
  }
}

/** The ignore that hides a title: of its franchise or of the title itself. */
export function ignoreOf({ media, ignoredThrough }: HiddenTitle): Ignore {
  if (ignoredThrough === undefined) return { scope: 'title', mediaId: media.id, until: null }
  return { scope: 'franchise', mediaId: ignoredThrough, until: null }
}

function newer<Key, Value>(
  changes: ReadonlyMap<Key, Change<Value>>,
  askedAt: number,
): ReadonlyMap<Key, Value> {
  return new Map([...changes].flatMap(([key, { value, at }]) => (at > askedAt ? [[key, value]] : [])))
}

function toHidden({ media, distance }: Missing, through: number | undefined): HiddenTitle {
  return { media, distance, rule: 'ignored', ...(through !== undefined && { ignoredThrough: through }) }
}

function byId(one: HiddenTitle, other: HiddenTitle): number {
  return one.media.id - other.media.id
}
