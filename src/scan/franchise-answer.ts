import type { Franchise } from '../core/franchise.ts'
import { franchiseName } from '../core/franchise-name.ts'
import type { MediaGraph } from '../core/graph.ts'
import { isWatched, type ListEntry, type MediaList } from '../core/list.ts'
import {
  compareByDate,
  type FuzzyDate,
  type Media,
  type NextAiring,
  type TitleLanguage,
} from '../core/media.ts'
import { inverseKind, isFollowable, type Relation } from '../core/relation.ts'
import type { ExclusionRule } from '../core/search.ts'
import type { Skippable } from '../core/skippable.ts'
import { availability } from '../core/stats.ts'
import type { Findings, Scan } from './run-scan.ts'
import { type MediaAnswer, type ScanAnswer, toMediaAnswer, toScanAnswer } from './scan-answer.ts'

/** An answer with everything that can be requested in addition. */
export interface FullAnswer extends ScanAnswer {
  readonly hiddenTitles: NonNullable<ScanAnswer['hiddenTitles']>
  /** Those of the missing titles, in the order of `missing`. */
  readonly franchises: readonly FranchiseAnswer[]
  /** Titles of the list that air or are announced, the next episode first. */
  readonly upcoming: readonly MemberAnswer[]
  /** When the scan ended, in ISO 8601. */
  readonly generatedAt: string
}

/** A whole franchise, to be drawn: watched titles, missing ones, and how they are related. */
export interface FranchiseAnswer {
  /** The smallest media id in it. */
  readonly id: number
  /** Its name; in English where there is one. */
  readonly title: string
  /** Its name in each language, as far as there are titles in it. */
  readonly titles: Readonly<Record<TitleLanguage, string>>
  /** In watch order. */
  readonly media: readonly MemberAnswer[]
  /** The ids of its main line, in watch order. */
  readonly main: readonly number[]
  /** Between these media, each fact once. */
  readonly relations: readonly Relation[]
}

export interface MemberAnswer extends MediaAnswer {
  readonly startDate: FuzzyDate
  /** The cover's dominant colour, `#rrggbb`. */
  readonly coverColor: string | null
  readonly genres: readonly string[]
  readonly nextAiring: NextAiring | null
  readonly state: MemberState
  /** The rule that hides it, where `state` is `hidden`. */
  readonly hiddenBy: ExclusionRule | null
  /** Why it may be skipped; `null` where nothing says so. */
  readonly skippable: Skippable | null
  /** What the list says of it; `null` where the list lacks it. */
  readonly entry: Pick<ListEntry, 'status' | 'score' | 'progress'> | null
}

/** A media's state for the list's owner. `unlisted`: neither listed nor reached, such as earlier titles. */
export const memberStates = [
  'watched',
  'planned',
  'paused',
  'dropped',
  'missing',
  'hidden',
  'unlisted',
] as const
export type MemberState = (typeof memberStates)[number]

/** As many as people look at while a scan runs; each snapshot holds all of them. */
export const mostEarlyFranchises = 12

/** @param now milliseconds since 1970 */
export function toFullAnswer(scan: Scan, now: number): FullAnswer {
  const answer = toScanAnswer(scan, { showHidden: true })
  const toMember = memberMaker(scan)
  return {
    ...answer,
    hiddenTitles: answer.hiddenTitles ?? [],
    franchises: toFranchiseAnswers(scan),
    upcoming: upcomingTitles(scan).map((media) => toMember(media)),
    generatedAt: new Date(now).toISOString(),
  }
}

/**
 * The franchises of the missing titles, in the order of the answer.
 *
 * @param most so many at most, the first ones
 */
export function toFranchiseAnswers(findings: Findings, most = Infinity): FranchiseAnswer[] {
  const toMember = memberMaker(findings)
  return findings.answer.franchises.slice(0, most).map((franchise) => {
    const { id, title, media, main, skippable } = franchise
    const line = media.filter((one) => main.has(one.id))
    const nameIn = (language: TitleLanguage) => franchiseName(line, media, language)
    return {
      id,
      title,
      titles: { english: title, romaji: nameIn('romaji'), native: nameIn('native') },
      media: media.map((one) => toMember(one, skippable)),
      main: line.map((one) => one.id),
      relations: relationsAmong(findings.graph, media),
    }
  })
}

type MakeMember = (media: Media, skippable?: Franchise['skippable']) => MemberAnswer

function memberMaker({ list, answer: { missing, hidden } }: Findings): MakeMember {
  const missingIds = new Set(missing.map(({ media }) => media.id))
  const rules = new Map(hidden.map(({ media, rule }) => [media.id, rule]))

  const stateOf = (id: number): MemberState => {
    const entry = list.get(id)
    if (entry) return listedState(entry)
    if (missingIds.has(id)) return 'missing'
    return rules.has(id) ? 'hidden' : 'unlisted'
  }
  return (media, skippable) => {
    const { startDate, coverColor, genres, nextAiring } = media
    return {
      ...toMediaAnswer(media),
      ...{ startDate, coverColor, genres, nextAiring },
      state: stateOf(media.id),
      hiddenBy: list.has(media.id) ? null : (rules.get(media.id) ?? null),
      skippable: skippable?.get(media.id) ?? null,
      entry: entryOf(list, media.id),
    }
  }
}

/** More would not be useful at once. */
const mostUpcoming = 12

/** What the list holds of titles that air or are announced, but for dropped ones: the next episode first. */
function upcomingTitles({ list, graph }: Findings): Media[] {
  const upcoming: Media[] = []
  for (const { mediaId, status } of list.values()) {
    const media = graph.media(mediaId)
    if (status === 'DROPPED' || media?.type !== 'ANIME') continue
    if (media.status !== 'CANCELLED' && availability(media) !== 'out') upcoming.push(media)
  }
  const airs = (media: Media) => media.nextAiring?.at ?? Infinity
  return upcoming
    .sort((a, b) => (airs(a) === airs(b) ? compareByDate(a, b) : airs(a) - airs(b)))
    .slice(0, mostUpcoming)
}

/** The state of a listed title for its owner. */
export function listedState(entry: Pick<ListEntry, 'status'>): MemberState {
  if (isWatched(entry)) return 'watched'
  if (entry.status === 'PLANNING') return 'planned'
  return entry.status === 'PAUSED' ? 'paused' : 'dropped'
}

function entryOf(list: MediaList, id: number): MemberAnswer['entry'] {
  const entry = list.get(id)
  return entry ? { status: entry.status, score: entry.score, progress: entry.progress } : null
}

/**
 * The followable relations between some media. AniList mostly has a relation at both ends; here it is listed once, from
 * the earlier title, the whole or the original, as SEQUEL, COMPILATION and so on. PARENT is listed only if the parent
 * itself has no relation to the child.
 */
export function relationsAmong(graph: MediaGraph, media: Franchise['media']): Relation[] {
  const ids = new Set(media.map(({ id }) => id))
  const facts = new Map<string, Relation>()
  const pairs = new Set<string>()
  const parents: Relation[] = []
  for (const { id } of media) {
    for (const relation of graph.relationsFrom(id)) {
      if (!ids.has(relation.to) || relation.to === id || !isFollowable(relation.kind)) continue
      if (relation.kind === 'PARENT') {
        parents.push(relation)
        continue
      }
      const fact = toldOnce(relation)
      facts.set(`${fact.from} ${fact.to} ${fact.kind}`, fact)
      pairs.add(`${fact.from} ${fact.to}`)
    }
  }
  const alone = parents.filter(({ from, to }) => !pairs.has(`${to} ${from}`))
  return [...facts.values(), ...new Map(alone.map((one) => [`${one.from} ${one.to}`, one])).values()]
}

/** The same relation, seen from the end from which all relations of its kind are listed. */
function toldOnce({ from, to, kind }: Relation): Relation {
  const isBackwards = kind === 'PREQUEL' || kind === 'CONTAINS' || (kind === 'ALTERNATIVE' && from > to)
  return isBackwards ? { from: to, to: from, kind: inverseKind[kind] ?? kind } : { from, to, kind }
}
