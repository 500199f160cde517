import { expect, test } from 'vitest'
import { filtersOf, withoutFilters } from '../results/filters.ts'
import { formatQuery, parseQuery } from './address-query.ts'
import {
  parseResultsSearch,
  type ResultsSearch,
  readSearch,
  type ScanOptions,
  scanDefaults,
  scanOptionsOf,
  searchFor,
  withScanDefaults,
} from './results-search.ts'

const full: ResultsSearch = {
  depth: 2,
  relations: ['PREQUEL', 'SIDE_STORY'],
  adult: true,
  music: true,
  throughDropped: true,
  fromPlanned: true,
  show: ['out', 'airing'],
  format: ['TV', 'MOVIE', 'NONE'],
  distance: [1, 3],
  year: [2020, 0],
  genre: ['Slice of Life', 'Sci-Fi'],
  kind: ['SEQUEL'],
  mine: 7.5,
  score: 80,
  q: 'fate/stay, night & day',
  view: 'grid',
  sort: 'score',
  grouped: true,
  hidden: 'music',
  title: 16498,
}

test('a search survives the way through the address', () => {
  const address = formatQuery({ ...full })
  expect(parseResultsSearch(parseQuery(address))).toEqual(full)
  expect(address).toContain('?depth=2&relations=PREQUEL,SIDE_STORY&adult=true')
})

test.each<[string, string, ResultsSearch]>([
  ['nothing', '', {}],
  ['an unknown name', '?utm=1', {}],
  ['an unknown format among known ones', '?format=TV,FILM', { format: ['TV'] }],
  ['values in another order, and twice', '?show=airing,out,airing', { show: ['out', 'airing'] }],
  ['a year that is none', '?year=2020,x,-1,1e9', { year: [2020] }],
  ['half a step', '?depth=1.5', {}],
  ['no step at all', '?depth=0', {}],
  ['a score beyond all', '?score=101&mine=-1', {}],
  ['an unknown view and order', '?view=cards&sort=luck', {}],
  ['a flag that is not set', '?fromPlanned=false&music=1', {}],
  ['adult titles that are not wanted', '?adult=false', { adult: false }],
  ['every step, said aloud', '?depth=all', { depth: 'all' }],
  ['empty values', '?q=&genre=&score=', {}],
])('search: %s', (_story, query, expected) => {
  expect(parseResultsSearch(parseQuery(query))).toEqual(expected)
})

test('every part of a search is of the scan, a filter, or of how it looks', () => {
  const { view, sort, grouped, hidden, title } = full
  expect({ ...scanOptionsOf(full), ...filtersOf(full), view, sort, grouped, hidden, title }).toEqual(full)
  expect(withoutFilters(full)).toEqual({ ...scanOptionsOf(full), view, sort, grouped, hidden, title })
})

const nothing: ScanOptions = {}
const music: ScanOptions = { music: true }

test.each<[string, ResultsSearch, ScanOptions, ResultsSearch]>([
  ['an address that says nothing takes all', {}, { ...music, depth: 2 }, { music: true, depth: 2 }],
  ['filters are no options', { q: 'x' }, music, { q: 'x', music: true }],
  ['an option takes the place of all others', { depth: 2 }, { ...music, fromPlanned: true }, { depth: 2 }],
  ['“all” is an option', { depth: 'all' }, music, { depth: 'all' }],
  [
    'adult titles are for the reader to hide',
    { music: true },
    { adult: false },
    { music: true, adult: false },
  ],
  ['an address that asks for them has its way', { adult: true }, { adult: false }, { adult: true }],
  ['asking for them leaves the rest open', { adult: true }, music, { adult: true, music: true }],
  ['no defaults', { view: 'grid' }, nothing, { view: 'grid' }],
])('defaults: %s', (_story, search, defaults, expected) => {
  expect(withScanDefaults(search, defaults)).toEqual(expected)
})

test.each<[string, ScanOptions, ScanOptions]>([
  ['nothing, against defaults', {}, music],
  ['nothing, without defaults', {}, nothing],
  ['something, against defaults', { depth: 1, relations: ['SIDE_STORY'] }, music],
  ['no adult titles, against defaults', { adult: false }, { adult: true }],
  ['the defaults themselves', music, music],
])('what was chosen comes back from the address: %s', (_story, options, defaults) => {
  const address = parseResultsSearch({ ...searchFor(options, defaults) })
  expect(scanOptionsOf(withScanDefaults(address, defaults))).toEqual(options)
})

test('a query gives the same search until the defaults change', () => {
  const query = parseQuery('?depth=2')
  expect(readSearch(query)).toBe(readSearch(query))
  scanDefaults.set({ adult: true })
  expect(readSearch(query)).toEqual({ adult: true, depth: 2 })
  scanDefaults.set(undefined)
  expect(readSearch(query)).toEqual({ depth: 2 })
})
