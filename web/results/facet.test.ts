import { describe, expect, test } from 'vitest'
import { answerFor } from '../../test/support/answer.ts'
import { anime, date, entry, graphOf, listOf, seasons } from '../../test/support/graph.ts'
import type { TitleFilters } from '../data/results-search.ts'
import { scoreWords } from '../titles/scores.ts'
import { titlesOf } from '../titles/title.ts'
import { englishResults } from '../ui/texts/en-results.ts'
import { createFormats } from '../ui/texts/formats.ts'
import { type Facet, makeFacets, toggleOption } from './facet.ts'
import { filterTitles } from './filter-titles.ts'

const formats = createFormats('en')
const texts = englishResults(formats)
const graph = graphOf(
  anime(2, { startDate: date(2020), score: 92, genres: ['Action'] }),
  anime(3, { startDate: date(2022), score: 71, genres: ['Drama'], format: 'MOVIE' }),
  seasons(1, 2, 3),
)
const titles = titlesOf(answerFor(graph, listOf({ ...entry(1, 'COMPLETED'), score: 8 })))

function facetsFor(filters: TitleFilters): readonly Facet[] {
  const scores = scoreWords(undefined, 'POINT_10', texts)
  return makeFacets(filterTitles(titles, filters).counts, filters, texts, formats.compare, scores)
}

const optionsOf = (facets: readonly Facet[], name: string) =>
  facets
    .find((facet) => facet.name === name)
    ?.options.map(({ label, count, selected }) => `${label} ${count}${selected ? ' *' : ''}`)

describe('the filters to choose from', () => {
  test('are those with more than one value', () => {
    expect(facetsFor({}).map(({ name }) => name)).toEqual([
      'format',
      'distance',
      'year',
      'genre',
      'mine',
      'score',
    ])
  })

  test('have what there is, with counts', () => {
    const facets = facetsFor({})
    expect(optionsOf(facets, 'format')).toEqual(['TV 1', 'Movie 1'])
    expect(optionsOf(facets, 'year')).toEqual(['2022 1', '2020 1'])
    expect(optionsOf(facets, 'mine')).toEqual(['8/10 and up 2', '7/10 and up 2', '6/10 and up 2'])
    expect(optionsOf(facets, 'score')).toEqual([
      '90% and up 1',
      '80% and up 1',
      '70% and up 2',
      '60% and up 2',
    ])
  })

  test('keep what is chosen, though it shows nothing', () => {
    const facets = facetsFor({ format: ['OVA'], score: 95, genre: ['Horror'], year: [1990] })
    expect(optionsOf(facets, 'format')).toContain('OVA 0 *')
    expect(optionsOf(facets, 'score')).toContain('95% and up 0 *')
    expect(optionsOf(facets, 'genre')).toContain('Horror 0 *')
    expect(optionsOf(facets, 'year')).toContain('1990 0 *')
  })
})

test.each<[string, TitleFilters, Pick<Facet, 'name' | 'kind'>, string | number, TitleFilters]>([
  ['the first', {}, { name: 'format', kind: 'several' }, 'TV', { format: ['TV'] }],
  ['another', { format: ['TV'] }, { name: 'format', kind: 'several' }, 'OVA', { format: ['TV', 'OVA'] }],
  ['one off', { format: ['TV', 'OVA'] }, { name: 'format', kind: 'several' }, 'TV', { format: ['OVA'] }],
  ['the last off', { format: ['TV'] }, { name: 'format', kind: 'several' }, 'TV', { format: undefined }],
  ['a score', { q: 'a' }, { name: 'score', kind: 'least' }, 80, { q: 'a', score: 80 }],
  ['another score', { score: 80 }, { name: 'score', kind: 'least' }, 90, { score: 90 }],
  ['the same score lets go', { score: 80 }, { name: 'score', kind: 'least' }, 80, { score: undefined }],
])('pressing an option: %s', (_story, filters, facet, value, expected) => {
  expect(toggleOption(filters, { ...facet, label: '', options: [] }, value)).toEqual(expected)
})
