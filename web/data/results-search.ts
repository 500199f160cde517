import { type MediaFormat, mediaFormats } from '../../src/core/media.ts'
import {
  type OptionalKind,
  optionalKinds,
  type RelationKind,
  relationKinds,
} from '../../src/core/relation.ts'
import { type ExclusionRule, exclusionRules } from '../../src/core/search.ts'
import type { Availability } from '../../src/core/stats.ts'
import { createDeviceValue } from './value.ts'

/** The part of the address that the scan itself depends on. */
export interface ScanOptions {
  /** Steps from a watched title; no limit where absent. */
  readonly depth?: number | undefined
  /** Followed besides SEQUEL. */
  readonly relations?: readonly OptionalKind[] | undefined
  /** Where absent, the setting at AniList of who is signed in decides. */
  readonly adult?: boolean | undefined
  readonly music?: boolean | undefined
  readonly throughDropped?: boolean | undefined
  readonly fromPlanned?: boolean | undefined
}

/** Which of the missing titles to show. A filter that is absent or empty lets all pass; one with several values any of them. */
export interface TitleFilters {
  readonly show?: readonly Availability[] | undefined
  readonly format?: readonly FormatFilter[] | undefined
  readonly distance?: readonly DistanceFilter[] | undefined
  readonly year?: readonly YearFilter[] | undefined
  readonly genre?: readonly string[] | undefined
  readonly kind?: readonly RelationKind[] | undefined
  /** At least so much, in the owner's own format. */
  readonly mine?: number | undefined
  /** AniList's average, at least so much. */
  readonly score?: number | undefined
  /** Words of a title. */
  readonly q?: string | undefined
}

/** How to show them. */
export interface Presentation {
  readonly view?: View | undefined
  readonly sort?: SortKey | undefined
  /** Whether views other than rails put titles together by franchise. */
  readonly grouped?: boolean | undefined
  /** The titles that this rule hid, instead of those that are missing. */
  readonly hidden?: ExclusionRule | undefined
  /** The id of the title whose details lie over the page. */
  readonly title?: number | undefined
}

/** The whole query of a page of results; `{}` for the plainest. */
export type ResultsSearch = Omit<ScanOptions, 'depth'> & {
  /** `all` says that there is no limit, and that nothing else is to be added of which the query says nothing. */
  readonly depth?: number | 'all' | undefined
} & TitleFilters &
  Presentation

/** `NONE` where AniList does not say. */
export type FormatFilter = MediaFormat | 'NONE'
/** `3` stands for three and more. */
export type DistanceFilter = 1 | 2 | 3
/** `0` where the year is unknown. */
export type YearFilter = number

export const availabilities = ['out', 'airing', 'announced'] as const satisfies readonly Availability[]
export const formatFilters: readonly FormatFilter[] = [...mediaFormats, 'NONE']
export const distanceFilters = [1, 2, 3] as const satisfies readonly DistanceFilter[]

export const views = ['rails', 'grid', 'list', 'gallery'] as const
export type View = (typeof views)[number]

/** `ready` is the order of the answer: what can be watched now first. */
export const sortKeys = ['ready', 'title', 'missing', 'shortest', 'score', 'mine', 'newest', 'next'] as const
export type SortKey = (typeof sortKeys)[number]

/**
 * Reads a query. Whatever makes no sense is as if it were not there: an old or mistyped address still opens.
 *
 * @param query as {@link parseQuery} gives it; the reverse is `formatQuery`
 */
export function parseResultsSearch(query: Readonly<Record<string, unknown>>): ResultsSearch {
  const text = (name: string) => {
    const value = query[name]
    return value === undefined || value === null ? '' : String(value)
  }
  const words = (name: string) => text(name).split(',').filter(Boolean)
  const several = <Value>(name: string, known: readonly Value[]) =>
    orNothing(known.filter((value) => words(name).includes(String(value))))
  const one = <Value extends string>(name: string, known: readonly Value[]) =>
    known.find((value) => value === text(name))
  const flag = (name: string) => (text(name) === 'true' ? true : undefined)
  const number = (name: string, least: number, most: number) => {
    const value = text(name) === '' ? Number.NaN : Number(text(name))
    return value >= least && value <= most ? value : undefined
  }
  const years = words('year').map(Number)

  return withoutNothing({
    depth: text('depth') === 'all' ? 'all' : wholeOrNothing(number('depth', 1, 999_999)),
    relations: several('relations', optionalKinds),
    adult: text('adult') === 'false' ? false : flag('adult'),
    music: flag('music'),
    throughDropped: flag('throughDropped'),
    fromPlanned: flag('fromPlanned'),
    show: several('show', availabilities),
    format: several('format', formatFilters),
    distance: several('distance', distanceFilters),
    year: orNothing(years.filter((year) => Number.isInteger(year) && year >= 0 && year < 10_000)),
    genre: orNothing(words('genre')),
    kind: several('kind', relationKinds),
    mine: number('mine', 0.1, 100),
    score: number('score', 1, 100),
    q: text('q') || undefined,
    view: one('view', views),
    sort: one('sort', sortKeys),
    grouped: flag('grouped'),
    hidden: one('hidden', exclusionRules),
    title: wholeOrNothing(number('title', 1, 2_147_483_647)),
  })
}

const scanNames = ['depth', 'relations', 'adult', 'music', 'throughDropped', 'fromPlanned'] as const

/** The part of a search that the scan depends on. */
export function scanOptionsOf(search: ResultsSearch): ScanOptions {
  const { depth, ...rest } = pick(search, scanNames)
  return withoutNothing({ depth: depth === 'all' ? undefined : depth, ...rest })
}

/** A search without the details of a title that lie over the page. */
export function withoutTitle({ title: _, ...rest }: ResultsQuery): ResultsQuery {
  return rest
}

function orNothing<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length > 0 ? values : undefined
}

function wholeOrNothing(value: number | undefined): number | undefined {
  return Number.isInteger(value) ? value : undefined
}

export function pick<T extends object, Name extends keyof T>(
  values: T,
  names: readonly Name[],
): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Pick<T, Name>
}

/** So that two searches that say the same are equal. */
export function withoutNothing<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}

/** A query as the router has it: {@link readSearch} makes sense of it. */
export type ResultsQuery = { readonly [Name in keyof ResultsSearch]?: unknown }

/** The search of a query: what that leaves open, this device may have a choice for. The same object as long as both are. */
export function readSearch(query: ResultsQuery): ResultsSearch {
  const defaults = scanDefaults.get()
  const known = searches.get(query)
  if (known?.defaults === defaults) return known.search
  const search = withScanDefaults(parseResultsSearch(query), defaults)
  searches.set(query, { defaults, search })
  return search
}

const searches = new WeakMap<
  ResultsQuery,
  { readonly defaults: ScanOptions; readonly search: ResultsSearch }
>()

/** What scans on this device look for where the address does not say. */
export const scanDefaults = createDeviceValue<ScanOptions>('scan-options', (stored) =>
  typeof stored === 'object' && stored !== null
    ? scanOptionsOf(parseResultsSearch(stored as Record<string, unknown>))
    : {},
)

/**
 * A search with the defaults of the device. An address that names any option has all that it wants, so that a link finds the
 * same for everyone; only whether adult titles are wanted is for each reader to say.
 */
export function withScanDefaults(search: ResultsSearch, { adult, ...defaults }: ScanOptions): ResultsSearch {
  return {
    ...(!namesOptions(search) && defaults),
    ...(adult !== undefined && { adult }),
    ...search,
  }
}

/** The part of a search that gives just these options, whatever the defaults; the reverse of {@link withScanDefaults}. */
export function searchFor(
  options: ScanOptions,
  defaults: ScanOptions,
): Pick<ResultsSearch, keyof ScanOptions> {
  const needsWord = namesOptions(defaults) && !namesOptions(options)
  return { ...pick(options, scanNames), ...(needsWord && { depth: 'all' }) }
}

/** Adult content is asked for apart from all else. */
function namesOptions(options: ResultsSearch): boolean {
  return scanNames.some((name) => name !== 'adult' && options[name] !== undefined)
}
