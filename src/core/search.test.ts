import { expect, test } from 'vitest'
import { adult, anime, cancelled, music, unaired } from '../../test/support/graph.ts'
import type { Media } from './media.ts'
import { type OptionalKind, optionalKinds, type RelationKind } from './relation.ts'
import {
  defaultSearch,
  type ExclusionRule,
  followedKinds,
  hidingRule,
  kindRank,
  type SearchOptions,
} from './search.ts'

test('by default, a search follows sequels without limit and hides titles that most people skip', () => {
  expect(defaultSearch).toEqual({
    depth: Infinity,
    relations: [],
    adult: false,
    music: false,
    throughDropped: false,
    fromPlanned: false,
    order: 'release',
    ignored: new Set(),
  })
})

test.each<[story: string, relations: OptionalKind[], followed: RelationKind[]]>([
  ['sequels alone', [], ['SEQUEL']],
  ['other kinds as well', ['PREQUEL', 'SIDE_STORY'], ['SEQUEL', 'PREQUEL', 'SIDE_STORY']],
  ['a duplicate kind once', ['SPIN_OFF', 'SPIN_OFF'], ['SEQUEL', 'SPIN_OFF']],
])('follows %s', (_, relations, followed) => {
  expect(followedKinds({ relations })).toEqual(followed)
})

test.each<[story: string, media: Media, rule: ExclusionRule | undefined, options?: Partial<SearchOptions>]>([
  ['a season', anime(1), undefined],
  ['a title without format or status', anime(1, { format: null, status: null }), undefined],
  ['one that has not aired', unaired(1), undefined],
  ['one on hiatus', anime(1, { status: 'HIATUS' }), undefined],
  ['a song', music(1), 'music'],
  ['a song, if requested', music(1), undefined, { music: true }],
  ['an adult title', adult(1), 'adult'],
  ['an adult title, if requested', adult(1), undefined, { adult: true }],
  ['a cancelled title', cancelled(1), 'cancelled'],
  ['a cancelled title, whatever is requested', cancelled(1), 'cancelled', { adult: true, music: true }],
  ['an adult song', anime(1, { isAdult: true, format: 'MUSIC' }), 'music'],
  [
    'an adult song if music is requested',
    anime(1, { isAdult: true, format: 'MUSIC' }),
    'adult',
    { music: true },
  ],
])('hides %s', (_, media, rule, options) => {
  expect(hidingRule(media, { ...defaultSearch, ...options })).toBe(rule)
})

test('sequels rank before all other kinds, and each has its own rank', () => {
  const ranked = [...kindRank].sort(([, a], [, b]) => a - b).map(([kind]) => kind)
  expect(ranked).toEqual(['SEQUEL', ...optionalKinds])
})
