import { isWatched } from '../../src/core/list.ts'
import { displayTitle, type MediaTitle, type TitleLanguage } from '../../src/core/media.ts'
import { type Availability, availability, minutesToWatch } from '../../src/core/stats.ts'
import type { Franchise, HiddenTitle, Member, Missing, ScanAnswer } from '../data/scan.ts'

/** A missing title, with precomputed values for filters, sorting and views. */
export interface Title {
  readonly id: number
  readonly member: Member
  readonly missing: Missing
  readonly franchise: Franchise
  readonly availability: Availability
  /** Minutes to watch what is out. */
  readonly minutes: number
  /** The owner's average score of its franchise, in their own format; `null` if there is none. */
  readonly mine: number | null
  /** Position in the answer, from 0. */
  readonly rank: number
  /** All names in lower case, for the search. */
  readonly words: string
}

/** The missing titles of an answer, in its order. Unchanged titles keep their identity, to avoid rendering. */
export function titlesOf(answer: Pick<ScanAnswer, 'missing' | 'franchises'>): readonly Title[] {
  const franchises = new Map(answer.franchises.map((franchise) => [franchise.id, franchise]))
  const members = new Map(answer.franchises.flatMap(({ media }) => media.map((one) => [one.id, one])))
  const scores = new Map(answer.franchises.map((franchise) => [franchise.id, meanScore(franchise)]))
  return answer.missing.flatMap((missing, rank) => {
    const franchise = franchises.get(missing.franchise)
    const member = members.get(missing.media.id)
    if (!franchise || !member) return []
    const known = titles.get(missing)
    if (known && known.member === member && known.franchise === franchise && known.rank === rank) return known
    const title: Title = {
      id: member.id,
      member,
      missing,
      franchise,
      availability: availability(member),
      minutes: minutesToWatch([member]),
      mine: scores.get(franchise.id) ?? null,
      rank,
      words:
        known?.words ??
        searchable([...Object.values(member.title), ...Object.values(franchise.titles)].join('\n')),
    }
    titles.set(missing, title)
    return title
  })
}

const titles = new WeakMap<Missing, Title>()

/** The average score of watched titles. */
function meanScore({ media }: Franchise): number | null {
  const scores = media.flatMap(({ entry }) =>
    entry && isWatched(entry) && entry.score > 0 ? [entry.score] : [],
  )
  if (scores.length === 0) return null
  return scores.reduce((sum, score) => sum + score, 0) / scores.length
}

/** Lower case without accents, so that "pokemon" finds "Pokémon". */
export function searchable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The title in the preferred language, or the next best. */
export function titleIn(language: TitleLanguage, media: { id: number; title: MediaTitle }): string {
  return media.title[language] ?? displayTitle(media)
}

/**
 * A title without the name of its franchise, which is shown above it.
 *
 * @example
 * shortTitle('Attack on Titan: Season 3', 'Attack on Titan') // 'Season 3'
 */
export function shortTitle(title: string, franchise: string): string {
  if (franchise === '' || !title.toLowerCase().startsWith(franchise.toLowerCase())) return title
  const rest = title.slice(franchise.length)
  // "Titania" does not start with the name "Titan"; the franchise name "Titan!!" ends with its own punctuation.
  if (/^[\p{L}\p{N}]/u.test(rest) && /[\p{L}\p{N}]$/u.test(franchise)) return title
  // A subtitle that all of them have, as in "Re:ZERO -Starting Life in Another World- Season 2".
  const own = rest.replace(/^\s*[-–~～〜－](?=\S)[^-–~～〜－]+[-–~～〜－]/u, '')
  const short = own.replace(/^[\s:：\-–—~·.,/]+/u, '').trim()
  return /[\p{L}\p{N}]/u.test(short) ? short : title
}

type Labelled = Pick<Member, 'id' | 'year'> & { readonly name: string; readonly format: string | null }

/**
 * Short names for titles shown together, no two of which look the same. Names with the same visible beginning are cut in the
 * middle, and equal names get a year, a format or a number.
 *
 * @param franchise its name, shown above them
 * @param most the number of visible letters
 */
export function labelsOf(
  titles: readonly Labelled[],
  franchise: string,
  most: number,
): ReadonlyMap<number, string> {
  const labels = new Map(titles.map(({ id, name }) => [id, shortTitle(name, franchise)]))
  const alike = (lookOf: (label: string) => string) =>
    groupBy(titles, ({ id }) => lookOf(labels.get(id) ?? '').toLowerCase()).filter(({ length }) => length > 1)

  for (const { id } of alike((label) => label.slice(0, most)).flat()) {
    labels.set(id, cutInMiddle(labels.get(id) ?? '', most))
  }
  for (const group of alike((label) => label)) {
    const ways = [({ year }: Labelled) => year?.toString(), ({ format }: Labelled) => format]
    const way = ways.find((way) => new Set(group.map(way)).size === group.length && group.every(way))
    group.forEach((title, at) => {
      labels.set(title.id, `${labels.get(title.id)} (${way?.(title) ?? at + 1})`)
    })
  }
  return labels
}

/** Between words, where there is room for one at either end. */
function cutInMiddle(text: string, most: number): string {
  if (text.length <= most) return text
  const half = Math.floor((most - 1) / 2)
  const head = /^.+(?=[\s-])/u.exec(text.slice(0, half + 1))?.[0] ?? text.slice(0, half)
  const tail = /(?<=[\s-])\S.*$/u.exec(text.slice(-half - 1))?.[0] ?? text.slice(-half)
  return `${head.trimEnd()}…${tail}`
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  return [...Map.groupBy(items, keyOf).values()]
}

/** A title with everything an answer says about it. A hidden one may have no franchise, and fewer facts. */
export interface FoundTitle {
  readonly media: HiddenTitle['media'] & Partial<Member>
  readonly franchise: Franchise | undefined
  readonly missing: Missing | undefined
  /** If a rule hid it. */
  readonly hidden: HiddenTitle | undefined
}

type Searched = Pick<ScanAnswer, 'missing' | 'upcoming' | 'hiddenTitles'>

/** Finds a title in a franchise, among upcoming titles, or among hidden ones. */
export function findTitle(
  id: number,
  franchises: readonly Franchise[],
  answer: Searched | undefined,
): FoundTitle | undefined {
  const isIt = (media: { readonly id: number }) => media.id === id
  const franchise = franchises.find(({ media }) => media.some(isIt))
  const hidden = answer?.hiddenTitles.find((title) => title.media.id === id)
  const media = franchise?.media.find(isIt) ?? answer?.upcoming.find(isIt) ?? hidden?.media
  const missing = answer?.missing.find((one) => one.media.id === id)
  return media && { media, franchise, missing, hidden }
}
