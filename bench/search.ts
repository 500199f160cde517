import { MediaGraph } from '../src/core/graph.ts'
import { makeList } from '../src/core/list.ts'
import type { Relation } from '../src/core/relation.ts'
import { defaultSearch } from '../src/core/search.ts'
import { frontier, missingSequels } from '../src/core/sequels.ts'
import { naiveSearch } from '../test/support/naive-search.ts'
import { liveBytes, type Measurement, median, timeRuns } from './measure.ts'
import { syntheticFranchises, syntheticList } from './synthetic-catalogue.ts'

export const name = 'search'

const mediaCount = 100_000
const entryCount = 11_000
const runs = 30
/** The naive search takes long, and its exact time does not matter. */
const naiveRuns = 3

/** A search over a whole large graph with the largest known list on AniList. */
export async function run(): Promise<Measurement[]> {
  const before = liveBytes()
  const { graph, list } = wholeGraph()
  const answer = missingSequels(graph, list, defaultSearch)
  const heap = liveBytes() - before
  const { rss } = process.memoryUsage()

  const missing = timeRuns(runs, () => missingSequels(graph, list, defaultSearch))
  const closed = timeRuns(runs, () => frontier(graph, list, defaultSearch))
  const opening = listAlone(graph, list.keys())
  const first = timeRuns(runs, () => frontier(opening, list, defaultSearch))
  const catalogue = { media: [...graph.allMedia()], relations: allRelations(graph) }
  const naive = timeRuns(naiveRuns, () => naiveSearch(catalogue, list.values(), defaultSearch), 1)

  return [
    { what: `titles missing of ${mediaCount}`, values: [answer.missing.length], unit: '' },
    { what: 'missingSequels', values: missing, unit: 'ms', below: 60 },
    { what: 'frontier, everything known', values: closed, unit: 'ms', below: 60 },
    { what: 'frontier, only the list known', values: first, unit: 'ms', below: 60 },
    { what: 'naive search', values: naive, unit: 'ms' },
    {
      what: 'naive search vs. missingSequels',
      values: [median(naive) / median(missing)],
      unit: 'times as long',
    },
    { what: 'heap for graph, list and answer', values: [megabytes(heap)], unit: 'MB', below: 150 },
    { what: 'memory of the whole process', values: [megabytes(rss)], unit: 'MB' },
  ]
}

function wholeGraph() {
  const graph = new MediaGraph()
  for (const franchise of syntheticFranchises(mediaCount, 1)) graph.add(franchise)
  return { graph, list: makeList(syntheticList(graph.allMedia(), entryCount, 2)) }
}

/** The graph when only the list has been read: its media, and those next to them. */
function listAlone(graph: MediaGraph, listed: Iterable<number>): MediaGraph {
  const alone = new MediaGraph()
  for (const id of listed) {
    const relations = graph.relationsFrom(id)
    const known = [id, ...relations.map(({ to }) => to)]
    alone.add({
      media: known.flatMap((one) => graph.media(one) ?? []),
      expansions: new Map([[id, relations]]),
    })
  }
  return alone
}

function allRelations(graph: MediaGraph): Relation[] {
  return [...graph.allMedia()].flatMap(({ id }) => graph.relationsFrom(id))
}

function megabytes(bytes: number): number {
  return bytes / 1024 ** 2
}
