import { expect, test } from 'vitest'
import { parseResultsSearch, type ResultsSearch, type ScanOptions, scanOptionsOf } from './results-search.ts'
import { searchFor, withScanDefaults } from './scan-defaults.ts'

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
