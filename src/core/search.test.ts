import { describe, expect, test } from 'vitest'
import { adult, anime, cancelled, music, unaired } from '../../test/support/graph.ts'
import type { Media } from './media.ts'
import { type OptionalKind, optionalKinds, type RelationKind, relationKinds } from './relation.ts'
import {
  defaultSearch,
  type ExclusionRule,
  FollowedKinds,
  hidingRule,
  kindRank,
  type SearchOptions,
} from './search.ts'

test('by default a search follows sequels without limit, and hides what most would not watch', () => {
  expect(defaultSearch).toEqual({
    depth: Infinity,
    relations: [],
    adult: false,
    music: false,
    throughDropped: false,
    fromPlanned: false,
    ignored: new Set(),
  })
})

describe('followed kinds', () => {
  test.each<[story: string, followed: OptionalKind[], forwards: RelationKind[], backwards: RelationKind[]]>([
    ['sequels alone', [], ['SEQUEL'], ['PREQUEL']],
    ['prequels too', ['PREQUEL'], ['SEQUEL', 'PREQUEL'], ['SEQUEL', 'PREQUEL']],
    ['side stories, which a PARENT may not be', ['SIDE_STORY'], ['SEQUEL', 'SIDE_STORY'], ['PREQUEL']],
    ['parents, of side stories at least', ['PARENT'], ['SEQUEL', 'PARENT'], ['PREQUEL', 'SIDE_STORY']],
    ['alternatives, of each other', ['ALTERNATIVE'], ['SEQUEL', 'ALTERNATIVE'], ['PREQUEL', 'ALTERNATIVE']],
    [
      'compilations, told by what they contain',
      ['COMPILATION'],
      ['SEQUEL', 'COMPILATION'],
      ['PREQUEL', 'CONTAINS'],
    ],
    ['what a compilation contains', ['CONTAINS'], ['SEQUEL', 'CONTAINS'], ['PREQUEL', 'COMPILATION']],
    ['spin-offs, told by the series alone', ['SPIN_OFF'], ['SEQUEL', 'SPIN_OFF'], ['PREQUEL']],
    ['summaries, told by the series alone', ['SUMMARY'], ['SEQUEL', 'SUMMARY'], ['PREQUEL']],
  ])('%s', (_, relations, forwards, backwards) => {
    const kinds = new FollowedKinds({ relations })
    const told = relationKinds.filter((kind) => kinds.backwards(kind))
    expect(relationKinds.filter((kind) => kinds.forwards(kind))).toEqual(inOrder(forwards))
    expect(told).toEqual(inOrder(backwards))
    expect(relationKinds.filter((kind) => kinds.connects(kind))).toEqual(inOrder([...forwards, ...backwards]))
  })

  test('crossovers and manga connect nothing, whatever is followed', () => {
    const kinds = new FollowedKinds({ relations: optionalKinds })
    const unconnected = relationKinds.filter((kind) => !kinds.connects(kind))
    expect(unconnected).toEqual(['ADAPTATION', 'SOURCE', 'CHARACTER', 'OTHER'])
  })
})

function inOrder(kinds: readonly RelationKind[]): RelationKind[] {
  return relationKinds.filter((kind) => kinds.includes(kind))
}

test.each<[story: string, media: Media, rule: ExclusionRule | undefined, options?: Partial<SearchOptions>]>([
  ['a season', anime(1), undefined],
  ['a title of no format or status', anime(1, { format: null, status: null }), undefined],
  ['one that has not aired', unaired(1), undefined],
  ['one on hiatus', anime(1, { status: 'HIATUS' }), undefined],
  ['a song', music(1), 'music'],
  ['a song that is asked for', music(1), undefined, { music: true }],
  ['an adult title', adult(1), 'adult'],
  ['an adult title that is asked for', adult(1), undefined, { adult: true }],
  ['a cancelled title', cancelled(1), 'cancelled'],
  ['a cancelled title, whatever is asked for', cancelled(1), 'cancelled', { adult: true, music: true }],
  ['an adult song', anime(1, { isAdult: true, format: 'MUSIC' }), 'music'],
  [
    'an adult song where music is asked for',
    anime(1, { isAdult: true, format: 'MUSIC' }),
    'adult',
    { music: true },
  ],
])('hides %s', (_, media, rule, options) => {
  expect(hidingRule(media, { ...defaultSearch, ...options })).toBe(rule)
})

test('sequels rank before all other kinds, and each has a rank of its own', () => {
  const ranked = [...kindRank].sort(([, a], [, b]) => a - b).map(([kind]) => kind)
  expect(ranked).toEqual(['SEQUEL', ...optionalKinds])
})
