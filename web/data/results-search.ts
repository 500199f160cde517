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
import { chosenOrders, type OrderChoices, parseOrders } from './watch-orders.ts'

/** The part of the address that the scan depends on. */
export interface ScanOptions {
  /** How many titles ahead; unlimited if absent. */
  readonly depth?: number | undefined
  /** Followed in addition to SEQUEL. */
  readonly relations?: readonly OptionalKind[] | undefined
  /** If absent, the AniList setting of the signed-in user decides. */
  readonly adult?: boolean | undefined
  readonly music?: boolean | undefined
  readonly throughDropped?: boolean | undefined
  readonly fromPlanned?: boolean | undefined
}

/** Filters on missing titles. Absent or empty ones match everything; several values match any of them. */
export interface TitleFilters {
  readonly show?: readonly Availability[] | undefined
  readonly format?: readonly FormatFilter[] | undefined
  readonly distance?: readonly DistanceFilter[] | undefined
  readonly year?: readonly YearFilter[] | undefined
  readonly genre?: readonly string[] | undefined
  readonly kind?: readonly RelationKind[] | undefined
  /** The minimum, in the owner's score format. */
  readonly mine?: number | undefined
  /** The minimum of AniList's average score. */
  readonly score?: number | undefined
  /** Words in a title. */
  readonly q?: string | undefined
}

export interface Presentation {
  readonly view?: View | undefined
  readonly sort?: SortKey | undefined
  /** The watch orders of franchises. */
  readonly order?: OrderChoices | undefined
  /** Whether views other than rails group titles by franchise. */
  readonly grouped?: boolean | undefined
  /** Show the titles hidden by this rule instead of the missing ones. */
  readonly hidden?: ExclusionRule | undefined
  /** The media whose details are open. */
  readonly title?: number | undefined
}

/** The query of a results page; `{}` for all defaults. */
export type ResultsSearch = Omit<ScanOptions, 'depth'> & {
  /** `all` means unlimited, and prevents the device's defaults from being added. */
  readonly depth?: number | 'all' | undefined
} & TitleFilters &
  Presentation

/** `NONE` if unknown. */
export type FormatFilter = MediaFormat | 'NONE'
/** `3` means three and more. */
export type DistanceFilter = 1 | 2 | 3
/** `0` if unknown. */
export type YearFilter = number

export const availabilities = ['out', 'airing', 'announced'] as const satisfies readonly Availability[]
export const formatFilters: readonly FormatFilter[] = [...mediaFormats, 'NONE']
export const distanceFilters = [1, 2, 3] as const satisfies readonly DistanceFilter[]

export const views = ['rails', 'grid', 'list', 'gallery'] as const
export type View = (typeof views)[number]

/** `ready` is the order of the answer: titles that can be watched now come first. */
export const sortKeys = ['ready', 'title', 'missing', 'shortest', 'score', 'mine', 'newest', 'next'] as const
export type SortKey = (typeof sortKeys)[number]

/**
 * Parses a query, ignoring invalid parts, so that old and mistyped addresses still open.
 *
 * @param query from {@link parseQuery}; the inverse is `formatQuery`
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
    order: parseOrders(words('order')),
    grouped: flag('grouped'),
    hidden: one('hidden', exclusionRules),
    title: wholeOrNothing(number('title', 1, 2_147_483_647)),
  })
}

const scanNames = ['depth', 'relations', 'adult', 'music', 'throughDropped', 'fromPlanned'] as const

export function scanOptionsOf(search: ResultsSearch): ScanOptions {
  const { depth, ...rest } = pick(search, scanNames)
  return withoutNothing({ depth: depth === 'all' ? undefined : depth, ...rest })
}

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

/** Makes equivalent searches equal. */
export function withoutNothing<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}

/** A query as the router stores it; see {@link readSearch}. */
export type ResultsQuery = { readonly [Name in keyof ResultsSearch]?: unknown }

/** Parses a query and adds the device's defaults. Returns the same object as long as both are unchanged. */
export function readSearch(query: ResultsQuery): ResultsSearch {
  const [defaults, order] = [scanDefaults.get(), chosenOrders.get()]
  const known = searches.get(query)
  if (known?.defaults === defaults && known.order === order) return known.search
  const search = { ...(order && { order }), ...withScanDefaults(parseResultsSearch(query), defaults) }
  searches.set(query, { defaults, order, search })
  return search
}

const searches = new WeakMap<
  ResultsQuery,
  {
    readonly defaults: ScanOptions
    readonly order: OrderChoices | undefined
    readonly search: ResultsSearch
  }
>()

/** The default scan options of this device. */
export const scanDefaults = createDeviceValue<ScanOptions>('scan-options', (stored) =>
  typeof stored === 'object' && stored !== null
    ? scanOptionsOf(parseResultsSearch(stored as Record<string, unknown>))
    : {},
)

/**
 * Adds the device's defaults to a search. An address with any scan option is complete, so that links show the same to
 * everyone; only adult content is always each reader's choice.
 */
export function withScanDefaults(search: ResultsSearch, { adult, ...defaults }: ScanOptions): ResultsSearch {
  return {
    ...(!namesOptions(search) && defaults),
    ...(adult !== undefined && { adult }),
    ...search,
  }
}

/** The part of a search for exactly these options, whatever the defaults; the inverse of {@link withScanDefaults}. */
export function searchFor(
  options: ScanOptions,
  defaults: ScanOptions,
): Pick<ResultsSearch, keyof ScanOptions> {
  const needsWord = namesOptions(defaults) && !namesOptions(options)
  return { ...pick(options, scanNames), ...(needsWord && { depth: 'all' }) }
}

/** Adult content is a separate choice. */
function namesOptions(options: ResultsSearch): boolean {
  return scanNames.some((name) => name !== 'adult' && options[name] !== undefined)
}
