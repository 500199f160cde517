import type { Sandbox } from '../../src/sandbox/server.ts'
import type { SandboxEntry } from '../../src/sandbox/user-list.ts'

type List = readonly SandboxEntry[]

/** What is missing from a list: media IDs, each with its distance. */
type Missing = ReadonlyMap<number, number>

export interface Chains {
  /** By a search over the whole catalogue that follows SEQUEL edges, and PREQUEL edges backwards. */
  missingFrom(list: List): Missing
  /** By the edges of only the media that a client reads: its list, what it finds, and what either names as its prequel. */
  revealedTo(list: List): Missing
}

export function chainsOf({ media, relations }: Sandbox['catalogue']): Chains {
  const byId = new Map(media.map((one) => [one.id, one]))
  const prequels = new Map<number, number[]>()
  /** Steps from a media, each with the media that has the edge. */
  const steps = new Map<number, { to: number; teller: number }[]>()
  for (const { from, to, kind } of relations) {
    if (kind === 'PREQUEL') append(prequels, from, to)
    if (kind === 'SEQUEL') append(steps, from, { to, teller: from })
    if (kind === 'PREQUEL') append(steps, to, { to: from, teller: from })
  }

  function search(list: List, isRead: (id: number) => boolean): Map<number, number> {
    const entries = new Map(list.map((entry) => [entry.mediaId, entry.status]))
    const distance = new Map<number, number>()
    for (const [id, status] of entries) {
      if (['COMPLETED', 'CURRENT', 'REPEATING'].includes(status)) distance.set(id, 0)
    }
    for (const id of distance.keys()) {
      for (const { to, teller } of steps.get(id) ?? []) {
        const one = byId.get(to)
        if (!isRead(teller) || distance.has(to) || one?.type !== 'ANIME' || entries.get(to) === 'DROPPED')
          continue
        if (one.format === 'MUSIC' || one.isAdult || one.status === 'CANCELLED') continue
        distance.set(to, (distance.get(id) ?? 0) + 1)
      }
    }
    for (const id of entries.keys()) distance.delete(id)
    return distance
  }

  return {
    missingFrom: (list) => search(list, () => true),
    revealedTo(list) {
      const read = new Set(list.map(({ mediaId }) => mediaId))
      for (;;) {
        const found = search(list, (id) => read.has(id))
        const before = read.size
        for (const id of found.keys()) read.add(id)
        for (const id of [...read]) for (const prequel of prequels.get(id) ?? []) read.add(prequel)
        if (read.size === before) return found
      }
    },
  }
}

function append<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
