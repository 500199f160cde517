import { MediaGraph } from '../src/core/graph.ts'
import { type ListEntry, makeList } from '../src/core/list.ts'
import type { Media } from '../src/core/media.ts'
import type { Relation } from '../src/core/relation.ts'
import { defaultSearch } from '../src/core/search.ts'
import { frontier, missingSequels } from '../src/core/sequels.ts'
import { createWorld } from '../src/sandbox/world.ts'
import { type Catalogue, wholeGraph } from '../test/support/graph.ts'
import { naiveSearch } from '../test/support/naive-search.ts'
import { liveBytes, type Measurement, median, timeRuns } from './measure.ts'

export const name = 'search'

const mediaCount = 100_000
const runs = 30
/** The naive search takes long, and its exact time does not matter. */
const naiveRuns = 3

/** A search over a whole large graph with the largest known list on AniList. */
export async function run(): Promise<Measurement[]> {
  const before = liveBytes()
  const { graph, list } = generated()
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

/** The sandbox's generated catalogue, whose media are those of the domain with more fields. */
function generated() {
  const { catalogue, users } = createWorld({ scale: mediaCount, seed: 1, dataFile: undefined })
  const { media, relations } = catalogue as Pick<Catalogue, 'relations'> & { media: readonly unknown[] }
  const entries = users.get({ name: 'scale11000' }).list.entries as readonly unknown[]
  const whole = { media: media as Media[], relations }
  return { graph: wholeGraph(whole), list: makeList(entries as ListEntry[]) }
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
