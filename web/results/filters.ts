import type { Availability } from '../../src/core/stats.ts'
import {
  availabilities,
  type DistanceFilter,
  distanceFilters,
  type FormatFilter,
  formatFilters,
  pick,
  type ResultsSearch,
  type TitleFilters,
  withoutNothing,
  type YearFilter,
} from '../data/results-search.ts'
import { searchable, type Title } from '../titles/title.ts'
import { type ScoreWords, useScores } from '../titles/title-facts.tsx'
import { type ResultsTexts, useResultsTexts } from '../ui/texts/en-results.ts'
import { type Formats, useFormats } from '../ui/texts/formats.ts'
import { useResultsSearch } from './results-link.tsx'

const filterNames = ['show', 'format', 'distance', 'year', 'genre', 'kind', 'mine', 'score', 'q'] as const

export function filtersOf(search: ResultsSearch): TitleFilters {
  return withoutNothing(pick(search, filterNames))
}

/** Overrides all filters of a search. */
export const noFilters: ResultsSearch = Object.fromEntries(filterNames.map((name) => [name, undefined]))

export function withoutFilters(search: ResultsSearch): ResultsSearch {
  const names: readonly string[] = filterNames
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)))
}

/** The number of titles that each value of a filter would show, given the other filters. */
export interface FacetCounts {
  readonly show: ReadonlyMap<Availability, number>
  readonly format: ReadonlyMap<FormatFilter, number>
  readonly distance: ReadonlyMap<DistanceFilter, number>
  readonly year: ReadonlyMap<YearFilter, number>
  readonly genre: ReadonlyMap<string, number>
  readonly kind: ReadonlyMap<Title['missing']['relation'], number>
  /** By exact score; a filter includes all higher ones. */
  readonly mine: ReadonlyMap<number, number>
  readonly score: ReadonlyMap<number, number>
}

export type FacetName = keyof FacetCounts

export interface FilteredTitles {
  readonly titles: readonly Title[]
  readonly counts: FacetCounts
}

const valuesOf: { readonly [Name in FacetName]: (title: Title) => readonly (string | number)[] } = {
  show: ({ availability }) => [availability],
  format: ({ member }) => [member.format ?? 'NONE'],
  distance: ({ missing }) => [Math.min(missing.distance, 3)],
  year: ({ member }) => [member.year ?? 0],
  genre: ({ member }) => member.genres,
  kind: ({ missing }) => [missing.relation],
  mine: ({ mine }) => (mine === null ? [] : [mine]),
  score: ({ member }) => (member.score === null ? [] : [member.score]),
}

const facetNames = Object.keys(valuesOf) as FacetName[]

/**
 * The titles that match all filters, in the given order, and the counts of every filter, in one pass: a title that
 * fails only one filter counts for that filter's values.
 */
export function filterTitles(titles: readonly Title[], filters: TitleFilters): FilteredTitles {
  const passes = facetNames.map((name) => makeTest(name, filters))
  const hasWords = makeWordTest(filters.q)
  const counts = facetNames.map(() => new Map<string | number, number>())
  const shown: Title[] = []

  for (const title of titles) {
    if (!hasWords(title)) continue
    const values = facetNames.map((name) => valuesOf[name](title))
    const failed: number[] = []
    for (let at = 0; at < facetNames.length && failed.length < 2; at++) {
      if (!passes[at]?.(values[at] ?? [])) failed.push(at)
    }
    if (failed.length === 0) shown.push(title)
    if (failed.length > 1) continue
    for (const [at, map] of counts.entries()) {
      if (failed.length === 1 && failed[0] !== at) continue
      for (const value of values[at] ?? []) map.set(value, (map.get(value) ?? 0) + 1)
    }
  }
  return {
    titles: shown,
    counts: Object.fromEntries(facetNames.map((name, at) => [name, counts[at]])) as unknown as FacetCounts,
  }
}

type Test = (values: readonly (string | number)[]) => boolean

function makeTest(name: FacetName, filters: TitleFilters): Test {
  const wanted = filters[name]
  if (wanted === undefined) return () => true
  if (typeof wanted === 'number') return (values) => values.some((value) => Number(value) >= wanted)
  const set = new Set<string | number>(wanted)
  return (values) => set.size === 0 || values.some((value) => set.has(value))
}

/** Every word must occur in one of the names. */
function makeWordTest(query: string | undefined): (title: Title) => boolean {
  const words = searchable(query ?? '')
    .split(/\s+/)
    .filter(Boolean)
  return ({ words: names }) => words.every((word) => names.includes(word))
}

/** The number of titles with at least this score. */
export function countFrom(scores: ReadonlyMap<number, number>, least: number): number {
  let count = 0
  for (const [score, many] of scores) if (score >= least) count += many
  return count
}

/** Score filters, highest first, for the format that the highest score suggests: smileys, stars, 10 or 100 points. */
export function scoreSteps(highest: number): readonly number[] {
  if (highest > 10) return [90, 80, 70, 60]
  if (highest > 5) return [9, 8, 7, 6]
  if (highest > 3) return [5, 4, 3]
  return [3, 2]
}

/** A filter and its options. */
export interface Facet {
  readonly name: FacetName
  readonly label: string
  /** `least` means one value and everything above it. */
  readonly kind: 'several' | 'least'
  readonly options: readonly FacetOption[]
}

export interface FacetOption {
  readonly value: string | number
  readonly label: string
  /** The number of titles it would show, given the other filters. */
  readonly count: number
  readonly selected: boolean
}

/** The filters with more than one option, or with a selected one. */
export function makeFacets(
  counts: FacetCounts,
  filters: TitleFilters,
  texts: Pick<ResultsTexts, 'filters' | 'media'>,
  compare: Formats['compare'],
  scores: ScoreWords,
): readonly Facet[] {
  const several = <Value extends string | number>(
    name: FacetName & keyof TitleFilters,
    values: readonly Value[],
    labelOf: (value: Value) => string,
  ): Facet => {
    const map = counts[name] as ReadonlyMap<string | number, number>
    const chosen = (filters[name] ?? []) as readonly (string | number)[]
    return {
      name,
      label: texts.filters[name],
      kind: 'several',
      options: [...new Set([...values, ...(chosen as readonly Value[])])].flatMap((value) => {
        const selected = chosen.includes(value)
        const count = map.get(value) ?? 0
        return count > 0 || selected ? [{ value, label: labelOf(value), count, selected }] : []
      }),
    }
  }
  const least = (
    name: 'mine' | 'score',
    steps: readonly number[],
    labelOf: (value: number) => string,
  ): Facet => {
    const chosen = filters[name]
    const values = chosen === undefined || steps.includes(chosen) ? steps : [chosen, ...steps]
    return {
      name,
      label: texts.filters[name],
      kind: 'least',
      options: values
        .map((value) => ({
          value,
          label: texts.filters.atLeast(labelOf(value)),
          count: countFrom(counts[name], value),
          selected: value === chosen,
        }))
        .filter(({ count, selected }) => count > 0 || selected),
    }
  }
  const { filters: words, media } = texts
  const genreOf = (genre: string) => media.genres[genre] ?? genre
  const highest = Math.max(0, ...counts.mine.keys())
  const facets = [
    several('show', availabilities, (value) => words.statuses[value]),
    several('format', formatFilters, (value) => media.formats[value]),
    several('distance', distanceFilters, (value) => words.distances[value]),
    several(
      'year',
      [...counts.year.keys()].sort((a, b) => b - a),
      (value) => (value === 0 ? media.unknownYear : `${value}`),
    ),
    several(
      'genre',
      [...counts.genre.keys()].sort((a, b) => compare(genreOf(a), genreOf(b))),
      genreOf,
    ),
    several('kind', [...counts.kind.keys()], (value) => media.relations[value]),
    least('mine', scoreSteps(highest), scores.own),
    least('score', [90, 80, 70, 60], scores.average),
  ]
  return facets.filter(({ options }) => options.length > 1 || options.some(({ selected }) => selected))
}

export function useFacets(counts: FacetCounts): readonly Facet[] {
  const { search } = useResultsSearch()
  return makeFacets(counts, filtersOf(search), useResultsTexts(), useFormats().compare, useScores())
}

/** The filters after an option was toggled. */
export function toggleOption(
  filters: TitleFilters,
  { name, kind }: Facet,
  value: string | number,
): TitleFilters {
  if (kind === 'least') return { ...filters, [name]: filters[name] === value ? undefined : value }
  const chosen = (filters[name] ?? []) as readonly (string | number)[]
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return { ...filters, [name]: next.length > 0 ? next : undefined }
}
