import { describe, expect, test } from 'vitest'
import {
  adult,
  anime,
  cancelled,
  catalogueOf,
  dropped,
  fragmentReader,
  gone,
  graphOf,
  listOf,
  manga,
  music,
  type Part,
  paused,
  planned,
  prequel,
  related,
  repeating,
  seasons,
  sequel,
  unaired,
  watched,
  watching,
} from '../../test/support/graph.ts'
import { MediaGraph } from './graph.ts'
import type { ListEntry } from './list.ts'
import { type OptionalKind, optionalKinds, type RelationKind } from './relation.ts'
import { defaultSearch, type SearchOptions } from './search.ts'
import { type Answer, countHidden, frontier, missingSequels } from './sequels.ts'

type Options = Partial<SearchOptions>
type Case = [story: string, parts: Part[], list: ListEntry[], missing: number[], options?: Options]

const search = (parts: Part[], list: ListEntry[], options: Options = {}): Answer =>
  missingSequels(graphOf(...parts), listOf(...list), { ...defaultSearch, ...options })

const idsOf = ({ missing }: Answer) => missing.map(({ media }) => media.id).sort((a, b) => a - b)

const distancesOf = ({ missing }: Answer) =>
  Object.fromEntries(missing.map(({ media, distance }) => [media.id, distance]))

const hiddenOf = ({ hidden }: Answer) => hidden.map(({ media, rule, distance }) => [media.id, rule, distance])

describe('recaps', () => {
  const recap = related(1, 9, 'SUMMARY')
  const films = [related(1, 8, 'COMPILATION'), related(1, 9, 'COMPILATION'), seasons(8, 9)]
  test.each<[...Case, hidden?: [id: number, rule: string, distance: number][]]>([
    ['count once what they sum up is watched', [recap], [watched(1)], [9], { relations: ['SUMMARY'] }],
    [
      'not before',
      [seasons(1, 2), related(2, 9, 'SUMMARY')],
      [watched(1)],
      [2],
      { relations: ['SUMMARY'] },
      [[9, 'recap', 2]],
    ],
    [
      'nor while it is only planned',
      [seasons(5, 9), recap, anime(1)],
      [watched(5), planned(1)],
      [],
      {},
      [[9, 'recap', 1]],
    ],
    ['for somebody who watches the films instead, the next one counts', films, [watched(8)], [9]],
    [
      'chains pass through one that does not count',
      [seasons(5, 9, 6), recap],
      [watched(5), dropped(1)],
      [6],
      {},
      [[9, 'recap', 1]],
    ],
    [
      'of two titles, one that was not watched keeps it back',
      [recap, related(2, 9, 'SUMMARY')],
      [watched(1), planned(2)],
      [],
      { relations: ['SUMMARY'] },
      [[9, 'recap', 1]],
    ],
    [
      'never in the essential order',
      [recap, related(1, 8, 'COMPILATION'), seasons(1, 2)],
      [watched(1)],
      [2],
      { relations: ['SUMMARY', 'COMPILATION'], order: 'essential' },
      [
        [8, 'recap', 1],
        [9, 'recap', 1],
      ],
    ],
    [
      'an ignored one is ignored',
      [recap],
      [watched(1)],
      [],
      { relations: ['SUMMARY'], ignored: new Set([9]) },
      [[9, 'ignored', 1]],
    ],
  ])('%s', (_, parts, list, missing, options = {}, hidden = []) => {
    const answer = search(parts, list, options)
    expect(idsOf(answer)).toEqual(missing)
    expect(hiddenOf(answer)).toEqual(hidden)
  })
})

describe('alternatives', () => {
  const parts = [seasons(1, 2), related(1, 9, 'ALTERNATIVE'), sequel(9, 8), anime(9, { format: 'MOVIE' })]
  const relations = ['ALTERNATIVE'] as const

  test('count like everything else that is followed', () => {
    expect(idsOf(search(parts, [watched(1)], { relations }))).toEqual([2, 8, 9])
  })

  test('are hidden in the essential order, with what continues them, and a franchise of nothing else is left out', () => {
    const answer = search([...parts, anime(5), related(5, 6, 'ALTERNATIVE')], [watched(1), watched(5)], {
      relations,
      order: 'essential',
    })
    expect(idsOf(answer)).toEqual([2])
    expect(hiddenOf(answer)).toEqual([
      [6, 'alternative', 1],
      [8, 'alternative', 2],
      [9, 'alternative', 1],
    ])
    expect(answer.franchises.map(({ id }) => id)).toEqual([1])
  })
})

describe('chains', () => {
  test.each<Case>([
    ['the next season is missing', [seasons(1, 2)], [watched(1)], [2]],
    ['so is every season after it', [seasons(1, 2, 3, 4)], [watched(1)], [2, 3, 4]],
    ['the earlier seasons are not', [seasons(1, 2, 3)], [watched(2)], [3]],
    ['nothing is missing if everything is watched', [seasons(1, 2)], [watched(1), watched(2)], []],
    ['nothing is missing from an empty list', [seasons(1, 2)], [], []],
    ['a title without relations leads nowhere', [anime(1), anime(2)], [watched(1)], []],
    ['a title that is not in the graph leads nowhere', [], [watched(1)], []],
    ['movie bridges two seasons', [seasons(1, 9, 2)], [watched(1), watched(2)], [9]],
    ['a season that only the title before it names', [sequel(1, 2)], [watched(1)], [2]],
    ['a season that only names its prequel', [prequel(2, 1)], [watched(1)], [2]],
    ['named by either, in turn', [sequel(1, 2), prequel(3, 2), sequel(3, 4)], [watched(1)], [2, 3, 4]],
    [
      'named only by a planned season after it',
      [prequel(3, 2), prequel(2, 1)],
      [watched(1), planned(3)],
      [2],
    ],
    ['two sequels to one title', [sequel(1, 2), sequel(1, 3)], [watched(1)], [2, 3]],
    ['two chains that meet', [seasons(1, 3), seasons(2, 3)], [watched(1), watched(2)], [3]],
    ['two franchises', [seasons(1, 2), seasons(5, 6)], [watched(1), watched(5)], [2, 6]],
  ])('%s', (_, parts, list, missing, options) => {
    expect(idsOf(search(parts, list, options))).toEqual(missing)
  })
})

describe('where a chain starts, and what it passes through', () => {
  test.each<Case>([
    ['a title that is being watched starts one', [seasons(1, 2)], [watching(1)], [2]],
    ['a title that is being rewatched does', [seasons(1, 2)], [repeating(1)], [2]],
    ['a planned one does not', [seasons(1, 2)], [planned(1)], []],
    ['a paused one does not', [seasons(1, 2)], [paused(1)], []],
    ['a dropped one does not', [seasons(1, 2)], [dropped(1)], []],
    ['a planned one does if requested', [seasons(1, 2)], [planned(1)], [2], { fromPlanned: true }],
    ['a paused one then does, too', [seasons(1, 2)], [paused(1)], [2], { fromPlanned: true }],
    ['a dropped one not even then', [seasons(1, 2)], [dropped(1)], [], { fromPlanned: true }],
    [
      'a dropped one is not passed through from itself either',
      [seasons(1, 2)],
      [dropped(1)],
      [],
      { throughDropped: true },
    ],
    ['planned in the middle', [seasons(1, 2, 3)], [watched(1), planned(2)], [3]],
    ['paused in the middle', [seasons(1, 2, 3)], [watched(1), paused(2)], [3]],
    ['dropped in the middle', [seasons(1, 2, 3)], [watched(1), dropped(2)], []],
    [
      'dropped, but passed through if requested',
      [seasons(1, 2, 3)],
      [watched(1), dropped(2)],
      [3],
      { throughDropped: true },
    ],
    [
      'dropped, but a movie leads around it',
      [seasons(1, 2, 3), seasons(1, 9, 3)],
      [watched(1), dropped(2)],
      [3, 9],
    ],
    [
      'dropped, but the next season was watched',
      [seasons(1, 2, 3, 4)],
      [watched(1), dropped(2), watched(3)],
      [4],
    ],
    ['not aired yet in the middle', [seasons(1, 2, 3), unaired(2)], [watched(1)], [2, 3]],
  ])('%s', (_, parts, list, missing, options) => {
    expect(idsOf(search(parts, list, options))).toEqual(missing)
  })
})

describe('quirks of AniList', () => {
  test.each<Case>([
    ['a cycle', [seasons(1, 2, 3), sequel(3, 1)], [watched(1)], [2, 3]],
    ['each the sequel of the other', [sequel(1, 2), sequel(2, 1)], [watched(1)], [2]],
    ['a cycle without a watched title', [sequel(2, 3), sequel(3, 2), anime(1)], [watched(1)], []],
    ['a sequel of itself', [sequel(1, 1), sequel(1, 2), sequel(2, 2)], [watched(1)], [2]],
    ['a prequel of itself', [prequel(1, 1), prequel(2, 1), prequel(2, 2)], [watched(1)], [2]],
    ['the same edge twice', [sequel(1, 2), sequel(1, 2), prequel(2, 1)], [watched(1)], [2]],
    ['edges of several kinds side by side', [related(1, 2, 'CHARACTER'), sequel(1, 2)], [watched(1)], [2]],
    ['a sequel that does not exist', [sequel(1, 2), sequel(2, 3), gone(2)], [watched(1)], []],
    [
      'a sequel that does not exist next to one that does',
      [sequel(1, 2), sequel(1, 3), gone(2)],
      [watched(1)],
      [3],
    ],
    ['a listed title that does not exist', [sequel(1, 2), gone(3)], [watched(1), planned(3)], [2]],
    ['a manga that continues an anime', [seasons(1, 2, 3), manga(2)], [watched(1)], []],
    ['an anime that continues a manga', [seasons(1, 2), manga(1)], [watched(1)], []],
    ['an entry in several groups', [seasons(1, 2)], [watched(1), watched(1)], [2]],
    ['a private entry', [seasons(1, 2)], [watched(1), { ...watched(2), private: true }], []],
    [
      'a title without format, status or date',
      [seasons(1, 2), anime(2, { format: null, status: null })],
      [watched(1)],
      [2],
    ],
  ])('%s', (_, parts, list, missing, options) => {
    expect(idsOf(search(parts, list, options))).toEqual(missing)
  })
})

describe('distance and depth', () => {
  const chain = [seasons(1, 2, 3, 4, 5)]
  test.each<
    [story: string, parts: Part[], list: ListEntry[], distances: Record<number, number>, options?: Options]
  >([
    ['steps are counted', chain, [watched(1)], { 2: 1, 3: 2, 4: 3, 5: 4 }],
    ['from the nearest watched entry', chain, [watched(1), watched(3)], { 2: 1, 4: 1, 5: 2 }],
    ['planned entries count as steps', chain, [watched(1), planned(2)], { 3: 2, 4: 3, 5: 4 }],
    [
      'unless chains start at them',
      chain,
      [watched(1), planned(2)],
      { 3: 1, 4: 2, 5: 3 },
      { fromPlanned: true },
    ],
    ['the shortest path counts', [seasons(1, 2, 3, 4), sequel(1, 4)], [watched(1)], { 2: 1, 3: 2, 4: 1 }],
    [
      'the shortest path counts, also against an edge',
      [seasons(1, 2, 3), prequel(3, 1)],
      [watched(1)],
      { 2: 1, 3: 1 },
    ],
    ['depth 1', chain, [watched(1)], { 2: 1 }, { depth: 1 }],
    ['depth 2', chain, [watched(1)], { 2: 1, 3: 2 }, { depth: 2 }],
    ['depth 2 counts a planned season', chain, [watched(1), planned(2)], { 3: 2 }, { depth: 2 }],
    ['depth 0 reports nothing', chain, [watched(1)], {}, { depth: 0 }],
  ])('%s', (_, parts, list, distances, options) => {
    expect(distancesOf(search(parts, list, options))).toEqual(distances)
  })
})

describe('kinds to follow', () => {
  test.each<RelationKind>([...optionalKinds, 'ADAPTATION', 'SOURCE', 'CHARACTER', 'OTHER'])(
    'a %s is not missing unless requested',
    (kind) => {
      expect(idsOf(search([related(1, 2, kind)], [watched(1)]))).toEqual([])
    },
  )

  test.each(optionalKinds)('a %s is missing if requested', (kind) => {
    const { missing } = search([related(1, 2, kind)], [watched(1)], { relations: [kind] })
    expect(missing.map(({ media, relation }) => [media.id, relation])).toEqual([[2, kind]])
  })

  test.each(optionalKinds)('a %s continues from sequels, and sequels from it', (kind) => {
    const parts = [seasons(1, 2), related(2, 3, kind), seasons(3, 4)]
    const isRecap = kind === 'SUMMARY' || kind === 'COMPILATION'
    const list = isRecap ? [watched(1), watched(2)] : [watched(1)]
    expect(idsOf(search(parts, list, { relations: [kind] }))).toEqual(isRecap ? [3, 4] : [2, 3, 4])
  })

  test.each<[told: RelationKind, asked: OptionalKind]>([
    ['SEQUEL', 'PREQUEL'],
    ['SIDE_STORY', 'PARENT'],
    ['ALTERNATIVE', 'ALTERNATIVE'],
    ['COMPILATION', 'CONTAINS'],
    ['CONTAINS', 'COMPILATION'],
  ])('a %s that only the other title names is a %s', (told, asked) => {
    const { missing } = search([related(2, 1, told)], [watched(1)], { relations: [asked] })
    expect(missing.map(({ media, relation }) => [media.id, relation])).toEqual([[2, asked]])
  })

  test.each<OptionalKind>(['SIDE_STORY', 'SUMMARY', 'SPIN_OFF'])(
    'a title that names a PARENT may be anything, so that does not make it a %s',
    (asked) => {
      expect(idsOf(search([related(2, 1, 'PARENT')], [watched(1)], { relations: [asked] }))).toEqual([])
    },
  )

  test('a recap that names the series as its parent is not a side story', () => {
    const parts = [related(1, 2, 'SUMMARY'), related(2, 1, 'PARENT')]
    expect(idsOf(search(parts, [watched(1)], { relations: ['SIDE_STORY'] }))).toEqual([])
    expect(idsOf(search(parts, [watched(1)], { relations: ['SUMMARY'] }))).toEqual([2])
  })
})

describe('which path is returned', () => {
  test.each<
    [
      story: string,
      parts: Part[],
      list: ListEntry[],
      relation: RelationKind,
      path: number[],
      options?: Options,
    ]
  >([
    ['the whole path', [seasons(1, 2, 9)], [watched(1)], 'SEQUEL', [1, 2, 9]],
    ['including planned titles', [seasons(1, 2, 9)], [watched(1), planned(2)], 'SEQUEL', [1, 2, 9]],
    ['from the nearest entry', [seasons(1, 2, 3, 9)], [watched(1), watched(2)], 'SEQUEL', [2, 3, 9]],
    [
      'with the smallest last ID if there are several',
      [sequel(3, 9), sequel(2, 9)],
      [watched(3), watched(2)],
      'SEQUEL',
      [2, 9],
    ],
    [
      'with the smallest ID at each step',
      [seasons(1, 3, 9), seasons(2, 4, 9)],
      [watched(2), watched(1)],
      'SEQUEL',
      [1, 3, 9],
    ],
    [
      'a sequel before a side story, whatever the IDs',
      [related(1, 9, 'SIDE_STORY'), sequel(2, 9)],
      [watched(1), watched(2)],
      'SEQUEL',
      [2, 9],
      { relations: ['SIDE_STORY'] },
    ],
    [
      'a short path by a side story before a long one by sequels',
      [related(1, 9, 'SIDE_STORY'), seasons(2, 3, 9)],
      [watched(1), watched(2)],
      'SIDE_STORY',
      [1, 9],
      { relations: ['SIDE_STORY'] },
    ],
    [
      'the first kind in our own order, whatever the order in the options',
      [related(1, 9, 'SPIN_OFF'), related(1, 9, 'SIDE_STORY')],
      [watched(1)],
      'SIDE_STORY',
      [1, 9],
      { relations: ['SPIN_OFF', 'SIDE_STORY'] },
    ],
  ])('%s', (_, parts, list, relation, path, options) => {
    const found = search(parts, list, options).missing.find(({ media }) => media.id === 9)
    expect(found).toMatchObject({ relation, path, distance: path.length - 1 })
  })
})

describe('what is hidden', () => {
  const dropping = [watched(1), dropped(2)]
  test.each<
    [story: string, parts: Part[], list: ListEntry[], missing: number[], hidden: unknown[], options?: Options]
  >([
    ['music, and what follows it', [seasons(1, 2, 3), music(2)], [watched(1)], [], [[2, 'music', 1]]],
    ['music if requested', [seasons(1, 2, 3), music(2)], [watched(1)], [2, 3], [], { music: true }],
    [
      'adult titles, and what follows them',
      [seasons(1, 2, 3), adult(2)],
      [watched(1)],
      [],
      [[2, 'adult', 1]],
    ],
    ['adult titles if requested', [seasons(1, 2, 3), adult(2)], [watched(1)], [2, 3], [], { adult: true }],
    [
      'cancelled titles, and what follows them',
      [seasons(1, 2, 3), cancelled(2)],
      [watched(1)],
      [],
      [[2, 'cancelled', 1]],
    ],
    [
      'a title is counted at its distance',
      [seasons(1, 2, 3), music(3)],
      [watched(1)],
      [2],
      [[3, 'music', 2]],
    ],
    [
      'nothing is counted beyond the depth',
      [seasons(1, 2, 3), music(3)],
      [watched(1)],
      [2],
      [],
      { depth: 1 },
    ],
    [
      'each title once',
      [sequel(1, 3), sequel(2, 3), music(3)],
      [watched(1), watched(2)],
      [],
      [[3, 'music', 1]],
    ],
    [
      'each by one rule',
      [seasons(1, 2), anime(2, { isAdult: true, format: 'MUSIC' })],
      [watched(1)],
      [],
      [[2, 'music', 1]],
    ],
    ['a listed title is not counted', [seasons(1, 2, 3), adult(2)], [watched(1), planned(2)], [], []],
    [
      'another path leads on',
      [seasons(1, 2, 3), sequel(1, 3), music(2)],
      [watched(1)],
      [3],
      [[2, 'music', 1]],
    ],
    ['chains start at adult titles that were watched', [seasons(1, 2), adult(1)], [watched(1)], [2], []],
    ['what comes after a dropped title', [seasons(1, 2, 3)], dropping, [], [[3, 'dropped', 2]]],
    ['only the first title after it', [seasons(1, 2, 3, 4)], dropping, [], [[3, 'dropped', 2]]],
    ['also against an edge', [sequel(1, 2), prequel(3, 2)], dropping, [], [[3, 'dropped', 2]]],
    [
      'what a dropped title hides, by its own rule',
      [seasons(1, 2, 3), music(3)],
      dropping,
      [],
      [[3, 'music', 2]],
    ],
    ['not what another chain reaches', [seasons(1, 2, 3), seasons(4, 3)], [...dropping, watched(4)], [3], []],
    ['not after a dropped title that no chain reaches', [seasons(2, 3)], dropping, [], []],
    ['not a manga after a dropped title', [seasons(1, 2, 3), manga(3)], dropping, [], []],
    ['not beyond the depth after a dropped title', [seasons(1, 2, 3)], dropping, [], [], { depth: 1 }],
    [
      'the nearest of two dropped titles counts',
      [seasons(1, 2, 9), seasons(1, 3, 4, 9)],
      [watched(1), dropped(2), dropped(4)],
      [3],
      [[9, 'dropped', 2]],
    ],
    [
      'ignored titles, but not what follows them',
      [seasons(1, 2, 3)],
      [watched(1)],
      [3],
      [[2, 'ignored', 1]],
      { ignored: new Set([2]) },
    ],
    [
      'nothing for ignored titles that are listed',
      [seasons(1, 2)],
      [watched(1), planned(2)],
      [],
      [],
      { ignored: new Set([2]) },
    ],
    [
      'nothing for ignored titles that no chain reaches',
      [anime(1), anime(2)],
      [watched(1)],
      [],
      [],
      { ignored: new Set([2]) },
    ],
    [
      'an ignored song as music',
      [seasons(1, 2), music(2)],
      [watched(1)],
      [],
      [[2, 'music', 1]],
      { ignored: new Set([2]) },
    ],
  ])('%s', (_, parts, list, missing, hidden, options) => {
    const answer = search(parts, list, options)
    expect(idsOf(answer)).toEqual(missing)
    expect(hiddenOf(answer)).toEqual(hidden)
  })

  test('is counted by rule, including rules that hide nothing', () => {
    const parts = [sequel(1, 2), sequel(1, 3), sequel(1, 4), music(2), music(3), adult(4)]
    expect(countHidden(search(parts, [watched(1)]).hidden)).toEqual({
      music: 2,
      adult: 1,
      cancelled: 0,
      dropped: 0,
      ignored: 0,
      recap: 0,
      alternative: 0,
    })
  })

  test('is in order of ID', () => {
    const parts = [sequel(1, 5), sequel(1, 3), seasons(1, 2, 4), music(5), adult(3)]
    expect(hiddenOf(search(parts, [watched(1), dropped(2)]))).toEqual([
      [3, 'adult', 1],
      [4, 'dropped', 2],
      [5, 'music', 1],
    ])
  })
})

describe('the frontier', () => {
  /** A graph of the parts in which only `expanded` were read. */
  function partial(parts: Part[], expanded: number[]): MediaGraph {
    const graph = new MediaGraph()
    graph.add(fragmentReader(catalogueOf(...parts))(expanded))
    return graph
  }

  test.each<
    [story: string, parts: Part[], expanded: number[], list: ListEntry[], names: number[], options?: Options]
  >([
    ['the list itself, while nothing is known', [seasons(1, 2)], [], [watched(1)], [1]],
    ['entries that no chain starts at, too', [], [], [planned(3), dropped(2), paused(1)], [1, 2, 3]],
    [
      'not an entry that is a manga',
      [related(1, 2, 'ADAPTATION'), manga(2)],
      [1],
      [watched(1), watched(2)],
      [],
    ],
    ['what a chain reaches', [seasons(1, 2)], [1], [watched(1)], [2]],
    ['not what only the next step will reach', [seasons(1, 2, 3)], [1], [watched(1)], [2]],
    ['nothing once everything is read', [seasons(1, 2, 3)], [1, 2, 3], [watched(1)], []],
    ['nothing after a watched last season', [seasons(1, 2)], [1, 2], [watched(1), watched(2)], []],
    [
      'not titles hidden as music, adult or cancelled',
      [sequel(1, 2), sequel(1, 3), sequel(1, 4), music(2), adult(3), cancelled(4)],
      [1],
      [watched(1)],
      [],
    ],
    ['not a manga', [sequel(1, 2), manga(2)], [1], [watched(1)], []],
    ['not a media that does not exist', [sequel(1, 2), gone(2)], [1], [watched(1)], []],
    [
      'ignored titles, for what follows them',
      [seasons(1, 2)],
      [1],
      [watched(1)],
      [2],
      { ignored: new Set([2]) },
    ],
    ['not what comes after a dropped title', [seasons(1, 2, 3)], [1, 2], [watched(1), dropped(2)], []],
    [
      'unless chains pass through it',
      [seasons(1, 2, 3)],
      [1, 2],
      [watched(1), dropped(2)],
      [3],
      { throughDropped: true },
    ],
    ['not kinds that are not followed', [related(1, 2, 'SIDE_STORY')], [1], [watched(1)], []],
    ['kinds that are', [related(1, 2, 'SIDE_STORY')], [1], [watched(1)], [2], { relations: ['SIDE_STORY'] }],
    [
      'an unlisted prequel of an entry, which may name it',
      [prequel(3, 2), prequel(2, 1)],
      [1, 3],
      [watched(1), planned(3)],
      [2],
    ],
    [
      'an unlisted prequel of a reached title, for the same reason',
      [sequel(1, 3), prequel(3, 2)],
      [1, 3],
      [watched(1)],
      [2],
    ],
    ['not the prequels of that prequel', [seasons(1, 2, 3)], [3, 2], [watched(3)], []],
    ['not a prequel that is hidden', [prequel(3, 2), adult(2)], [3], [watched(3)], []],
    ['not a prequel that is a manga', [prequel(3, 2), manga(2)], [3], [watched(3)], []],
    [
      'a title and a prequel of it once',
      [sequel(1, 2), prequel(3, 2)],
      [1, 3],
      [watched(1), planned(3)],
      [2],
    ],
    ['nothing at depth 0', [seasons(1, 2)], [], [watched(1)], [], { depth: 0 }],
    ['nothing that depth 1 does not pass through', [seasons(1, 2)], [1], [watched(1)], [], { depth: 1 }],
    [
      'nothing that depth 2 does not pass through',
      [seasons(1, 2, 3, 4)],
      [1, 2],
      [watched(1)],
      [],
      { depth: 2 },
    ],
    ['what depth 2 passes through', [seasons(1, 2, 3, 4)], [1], [watched(1)], [2], { depth: 2 }],
    ['ids in order', [sequel(1, 9), sequel(1, 3), sequel(1, 5)], [1], [watched(1)], [3, 5, 9]],
  ])('%s', (_, parts, expanded, list, names, options) => {
    const graph = partial(parts, expanded)
    expect(frontier(graph, listOf(...list), { ...defaultSearch, ...options })).toEqual(names)
  })
})
