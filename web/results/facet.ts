import { availabilities, distanceFilters, formatFilters, type TitleFilters } from '../data/results-search.ts'
import { type ScoreWords, useScores } from '../titles/scores.ts'
import { type ResultsTexts, useResultsTexts } from '../ui/texts/en-results.ts'
import { type Formats, useFormats } from '../ui/texts/formats.ts'
import { countFrom, type FacetCounts, type FacetName, filtersOf, scoreSteps } from './filter-titles.ts'
import { useResultsSearch } from './results-link.tsx'

/** A filter as one chooses from it. */
export interface Facet {
  readonly name: FacetName
  readonly label: string
  /** `least`: one value, and everything above it. */
  readonly kind: 'several' | 'least'
  readonly options: readonly FacetOption[]
}

export interface FacetOption {
  readonly value: string | number
  readonly label: string
  /** Titles that it would show, given all other filters. */
  readonly count: number
  readonly selected: boolean
}

/** The filters that there is something to choose in, or something chosen. */
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

/** The facets of the page's address. */
export function useFacets(counts: FacetCounts): readonly Facet[] {
  const { search } = useResultsSearch()
  return makeFacets(counts, filtersOf(search), useResultsTexts(), useFormats().compare, useScores())
}

/** The filters after one option was pressed: it joins the others, or leaves them. */
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
