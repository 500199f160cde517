import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  seeded,
  someCatalogue,
  someDepth,
  someEntries,
  someOptions,
} from '../../test/support/arbitrary-graph.ts'
import { type Catalogue, entry, fragmentReader, related, wholeGraph } from '../../test/support/graph.ts'
import { naiveSearch } from '../../test/support/naive-search.ts'
import { MediaGraph } from './graph.ts'
import { type ListEntry, type ListStatus, listStatuses, makeList } from './list.ts'
import { inverseKind, type RelationKind } from './relation.ts'
import { followedKinds, hidingRule, type SearchOptions } from './search.ts'
import { type Answer, frontier, missingSequels } from './sequels.ts'

interface Case {
  readonly catalogue: Catalogue
  readonly entries: readonly ListEntry[]
  readonly options: SearchOptions
}
const someCase: fc.Arbitrary<Case> = fc.record({
  catalogue: someCatalogue,
  entries: someEntries,
  options: someOptions,
})

describe('the answer', () => {
  test('is that of the naive search', () => {
    check((one) => {
      expect(inOrderOfId(search(one))).toEqual(naive(one))
    })
  })

  test('loses a title that is added to the list, whatever its status', () => {
    check((one) => {
      const stillThere = idsOf(search(one)).filter((id) =>
        listStatuses.some((status) => {
          const entries = [...one.entries, entry(id, status)]
          return idsOf(search({ ...one, entries })).includes(id)
        }),
      )
      expect(stillThere).toEqual([])
    })
  })

  test('of a deeper search contains that of a shallower one', () => {
    check((one) => {
      const deep = inOrderOfId(search(one))
      for (const depth of [0, 1, 2, 3].filter((depth) => depth <= one.options.depth)) {
        const shallow = inOrderOfId(search({ ...one, options: { ...one.options, depth } }))
        expect(deep.missing).toEqual(expect.arrayContaining(shallow.missing))
        expect(shallow.missing).toEqual(deep.missing.filter(({ distance }) => distance <= depth))
      }
    })
  })

  test('does not depend on the order of media, relations and entries', () => {
    const shuffled = someCase.chain((one) =>
      fc.record({
        one: fc.constant(one),
        media: shuffle(one.catalogue.media),
        relations: shuffle(one.catalogue.relations),
        entries: shuffle([...one.entries, ...one.entries]),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ one, media, relations, entries }) => {
        const other = search({ ...one, entries, catalogue: { media, relations } })
        expect(other).toEqual(search(one))
      }),
      seeded,
    )
  })

  test('has a real path for each title, from the start of its chain', () => {
    check((one) => {
      const steps = stepsOf(one)
      const starts = one.entries.filter(({ status }) => startStatuses(one).has(status))
      for (const { media, distance, relation, path } of search(one).missing) {
        const taken = path.slice(1).map((id, i) => `${path[i]} ${id}`)
        expect(path).toHaveLength(distance + 1)
        expect(starts.map(({ mediaId }) => mediaId)).toContain(path[0])
        expect(taken.filter((step) => !steps.has(step))).toEqual([])
        expect(steps.get(`${path.at(-2)} ${media.id}`)).toContain(relation)
      }
    })
  })

  test('is in the order of franchises, and within each in watch order', () => {
    check((one) => {
      const { missing, franchises } = search(one)
      const inOrder = franchises.flatMap(({ id, media }) => media.map((each) => [id, each.id]))
      const answered = missing.map(({ franchise, media }) => [franchise, media.id])
      const ids = new Set(idsOf({ missing }))
      expect(answered).toEqual(inOrder.filter(([, id]) => ids.has(id as number)))
      expect(new Set(missing.map(({ franchise }) => franchise))).toEqual(
        new Set(franchises.map(({ id }) => id)),
      )
    })
  })
})

describe('the frontier', () => {
  test('has nothing that is expanded, and no duplicates', () => {
    check((one) => {
      grow(one, new MediaGraph(), (ids, graph) => {
        expect(ids.filter((id) => graph.isExpanded(id))).toEqual([])
        expect(new Set(ids).size).toBe(ids.length)
      })
    })
  })

  test('is empty if everything is expanded', () => {
    check((one) => {
      const list = makeList(one.entries)
      const graph = wholeGraph(one.catalogue)
      graph.add(fragmentReader(one.catalogue)(list.keys()))
      expect(frontier(graph, list, one.options)).toEqual([])
    })
  })

  test('grows a graph, from nothing or from the list, until it answers as the whole catalogue does', () => {
    const atDepth = fc.tuple(someCase, someDepth).map(([one, depth]) => {
      const options = { ...one.options, depth }
      return { ...one, options, catalogue: discoverable({ ...one, options }) }
    })
    fc.assert(
      fc.property(atDepth, fc.boolean(), (one, listReadFirst) => {
        const graph = new MediaGraph()
        if (listReadFirst) graph.add(fragmentReader(one.catalogue)(makeList(one.entries).keys()))
        grow(one, graph)
        expect(inOrderOfId(missingSequels(graph, makeList(one.entries), one.options))).toEqual(naive(one))
      }),
      seeded,
    )
  })

  test('never makes a growing graph report what the whole catalogue would not', () => {
    check((one) => {
      // Until what it sums up was read, a recap may count as missing.
      const { missing: lacking, hidden } = naive(one)
      const recaps = hidden.filter(({ rule }) => rule === 'recap')
      const whole = new Map([...lacking, ...recaps].map(({ id, distance }) => [id, distance]))
      const list = makeList(one.entries)
      grow(one, new MediaGraph(), (_, graph) => {
        for (const { media, distance } of missingSequels(graph, list, one.options).missing) {
          expect(distance).toBeGreaterThanOrEqual(whole.get(media.id) ?? Infinity)
        }
      })
    })
  })
})

function check(property: (one: Case) => void) {
  fc.assert(fc.property(someCase, property), seeded)
}

function shuffle<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length })
}

function search({ catalogue, entries, options }: Case): Answer {
  return missingSequels(wholeGraph(catalogue), makeList(entries), options)
}

function naive({ catalogue, entries, options }: Case) {
  return naiveSearch(catalogue, entries, options)
}

function idsOf({ missing }: Pick<Answer, 'missing'>): number[] {
  return missing.map(({ media }) => media.id)
}

/** The answer in the form of the naive search: without franchises, which depend on how much of the graph is known. */
function inOrderOfId({ missing, hidden }: Answer) {
  return {
    missing: missing
      .map(({ media, distance, relation, path }) => ({ id: media.id, distance, relation, path }))
      .sort((a, b) => a.id - b.id),
    hidden: hidden.map(({ media, rule, distance }) => ({ id: media.id, rule, distance })),
  }
}

/** The kinds of every step that a path may take, by `from to`. */
function stepsOf({ catalogue, options }: Case): Map<string, RelationKind[]> {
  const followed = followedKinds(options)
  const steps = new Map<string, RelationKind[]>()
  const add = (from: number, to: number, kind: RelationKind | undefined) => {
    if (!kind || !followed.includes(kind)) return
    steps.set(`${from} ${to}`, [...(steps.get(`${from} ${to}`) ?? []), kind])
  }
  for (const { from, to, kind } of catalogue.relations) {
    add(from, to, kind)
    add(to, from, inverseKind[kind])
  }
  return steps
}

/** The kind of the step against an edge, if the search takes it. */
function stepAgainst(kind: RelationKind, options: SearchOptions): RelationKind | undefined {
  return followedKinds(options).find((followed) => followed === inverseKind[kind])
}

function startStatuses({ options }: Case): Set<ListStatus> {
  return new Set(['COMPLETED', 'CURRENT', 'REPEATING', ...(options.fromPlanned ? planned : [])])
}
const planned: readonly ListStatus[] = ['PLANNING', 'PAUSED']

/** Expands the frontier until it is empty, calling `look` with each frontier before. */
function grow(
  { catalogue, entries, options }: Case,
  graph: MediaGraph,
  look: (ids: number[], graph: MediaGraph) => void = () => {},
) {
  const read = fragmentReader(catalogue)
  const list = makeList(entries)
  for (let ids = frontier(graph, list, options); ids.length > 0; ids = frontier(graph, list, options)) {
    look(ids, graph)
    graph.add(read(ids))
  }
}

/** The catalogue, with an edge in both directions wherever no frontier reads the later title. */
function discoverable(one: Case): Catalogue {
  const { media } = one.catalogue
  const exists = new Set(media.map(({ id }) => id))
  const relations = one.catalogue.relations.filter(({ to }) => exists.has(to))
  const read = readMedia({ ...one, catalogue: { media, relations } })
  const toldTwice = relations.flatMap(({ from, to, kind }) => {
    const against = stepAgainst(kind, one.options)
    return against && !read.has(from) ? [related(to, from, against)] : []
  })
  return { media, relations: [...relations, ...toldTwice] }
}

/** What must be read according to the docstring of `frontier`: entries, what they reach, and the prequels that either names. */
function readMedia({ catalogue, entries, options }: Case): Set<number> {
  const media = new Map(catalogue.media.map((each) => [each.id, each]))
  const listed = new Set(
    entries.map(({ mediaId }) => mediaId).filter((id) => media.get(id)?.type !== 'MANGA'),
  )
  const read = new Set(listed)
  for (let before = -1; before < read.size; ) {
    before = read.size
    const relations = catalogue.relations.filter(({ from }) => read.has(from))
    const { missing, hidden } = naiveSearch({ media: catalogue.media, relations }, entries, options)
    const near = [...missing, ...hidden.filter(({ rule }) => rule === 'ignored')]
      .filter(({ distance }) => distance < options.depth)
      .map(({ id }) => id)
    const naming = new Set([...listed, ...near])
    for (const id of near) read.add(id)
    for (const { from, to, kind } of relations) {
      const named = media.get(to)
      if (!naming.has(from) || !stepAgainst(kind, options) || named?.type !== 'ANIME') continue
      if (!hidingRule(named, options)) read.add(to)
    }
  }
  return read
}
