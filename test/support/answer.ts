import type { MediaGraph } from '../../src/core/graph.ts'
import type { MediaList } from '../../src/core/list.ts'
import { defaultSearch, type SearchOptions } from '../../src/core/search.ts'
import { missingSequels } from '../../src/core/sequels.ts'
import { type FullAnswer, toFullAnswer } from '../../src/scan/franchise-answer.ts'

/** The answer for this list as the page gets it, made by the search itself. */
export function answerFor(
  graph: MediaGraph,
  list: MediaList,
  search: Partial<SearchOptions> = {},
): FullAnswer {
  const answer = missingSequels(graph, list, { ...defaultSearch, ...search })
  const user = { id: 1, name: 'someone', avatarUrl: null, showsAdult: false, scoreFormat: null }
  return toFullAnswer({ user, list, graph, answer, upstream: { requests: 1, cachedMedia: 0, ms: 5 } }, 0)
}
