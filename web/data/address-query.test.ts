import { expect, test } from 'vitest'
import { formatQuery, parseQuery } from './address-query.ts'

test.each([
  ['nothing', {}, ''],
  ['lists with commas', { format: ['TV', 'MOVIE'] }, '?format=TV,MOVIE'],
  ['flags', { adult: false, music: true }, '?adult=false&music=true'],
  ['what says nothing is left out', { genre: [], q: '', depth: undefined, year: 2020 }, '?year=2020'],
  [
    'letters of any kind',
    { q: 'fate/stay & 君の名は' },
    '?q=fate%2Fstay+%26+%E5%90%9B%E3%81%AE%E5%90%8D%E3%81%AF',
  ],
])('query: %s', (_story, values, query) => {
  expect(formatQuery(values)).toBe(query)
})

test.each([
  ['lists stay text', '?format=TV,MOVIE', { format: 'TV,MOVIE' }],
  ['encoded commas', '?format=TV%2CMOVIE', { format: 'TV,MOVIE' }],
  ['letters of any kind', '?q=fate%2Fstay+%26', { q: 'fate/stay &' }],
  ['what nobody wrote', '?=&a&%', { '': '', a: '', '%': '' }],
])('query, read: %s', (_story, query, values) => {
  expect(parseQuery(query)).toEqual(values)
})
