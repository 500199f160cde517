import type { SandboxEntry } from '../../src/sandbox/list-entry.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'

/**
 * What a list lacks, by distance, from a search over the whole catalogue that follows SEQUEL edges, and PREQUEL
 * edges backwards. `known` narrows it to the edges of some media, as for a client that has read no others.
 */
export function missingFrom(
  { media, relations }: Sandbox['catalogue'],
  list: readonly SandboxEntry[],
  known: (id: number) => boolean = () => true,
): Map<number, number> {
  const byId = new Map(media.map((one) => [one.id, one]))
  const entries = new Map(list.map((entry) => [entry.mediaId, entry]))
  const next = new Map<number, number[]>()
  for (const { from, to, kind } of relations) {
    if (!known(from) || (kind !== 'SEQUEL' && kind !== 'PREQUEL')) continue
    const [a, b] = kind === 'SEQUEL' ? [from, to] : [to, from]
    next.set(a, [...(next.get(a) ?? []), b])
  }
  const distance = new Map<number, number>()
  const watched = list.filter(({ status }) => ['COMPLETED', 'CURRENT', 'REPEATING'].includes(status))
  for (const { mediaId } of watched) distance.set(mediaId, 0)
  for (const id of distance.keys()) {
    for (const to of next.get(id) ?? []) {
      const one = byId.get(to)
      if (one?.type !== 'ANIME' || distance.has(to) || entries.get(to)?.status === 'DROPPED') continue
      if (one.format === 'MUSIC' || one.isAdult || one.status === 'CANCELLED') continue
      distance.set(to, (distance.get(id) ?? 0) + 1)
    }
  }
  for (const id of entries.keys()) distance.delete(id)
  return distance
}

/** What a client can find that reads its list, what it finds, and what either names as its prequel. */
export function revealedTo(
  catalogue: Sandbox['catalogue'],
  list: readonly SandboxEntry[],
): Map<number, number> {
  const read = new Set(list.map(({ mediaId }) => mediaId))
  for (;;) {
    const found = missingFrom(catalogue, list, (id) => read.has(id))
    const before = read.size
    for (const id of found.keys()) read.add(id)
    const asked = new Set(read)
    for (const { from, to, kind } of catalogue.relations)
      if (kind === 'PREQUEL' && asked.has(from)) read.add(to)
    if (read.size === before) return found
  }
}
