import { chunk } from '../../../src/core/chunk.ts'
import type { GraphFragment } from '../../../src/core/graph.ts'
import type { Recollection } from '../../../src/core/hints.ts'
import type { Media } from '../../../src/core/media.ts'
import type { Relation } from '../../../src/core/relation.ts'
import type { RelationsReply } from '../../../src/http/schemas/media.ts'
import { mostLookupIds } from '../../../src/scan/relation-lookup.ts'

/** Asks the server what it knows of ids. */
export type AskServer = (ids: readonly number[]) => Promise<RelationsReply>

/**
 * The catalogue of this browser: what the server knows, and what AniList said here. It gives only what it is asked for, whatever
 * came ahead: an answer must not depend on how far ahead that was.
 */
export class KnownRelations {
  readonly since: number
  readonly #media = new Map<number, Media>()
  readonly #expansions = new Map<number, readonly Relation[]>()
  readonly #hints = new Map<number, readonly Relation[]>()
  /** What the server was asked for, known there or not. */
  readonly #asked = new Set<number>()

  /** @param since milliseconds since 1970 */
  constructor(since: number) {
    this.since = since
  }

  /** The relations of those ids that are known, and what they lead to. */
  async find(ids: readonly number[], ask: AskServer): Promise<GraphFragment> {
    const unasked = ids.filter((id) => !this.#expansions.has(id) && !this.#asked.has(id))
    for (const reply of await Promise.all(chunk(unasked, mostLookupIds).map(ask))) {
      for (const one of reply.media) this.#media.set(one.id, one)
      for (const expansion of reply.expansions) this.#expansions.set(...toExpansion(expansion))
      for (const expansion of reply.hints ?? []) this.#hints.set(...toExpansion(expansion))
    }
    for (const id of unasked) this.#asked.add(id)
    const expansions = this.#pick(ids, this.#expansions)
    const media = [...expansions.values()].flat().flatMap(({ to }) => this.#media.get(to) ?? [])
    return { media, expansions }
  }

  /** Keeps what AniList said. */
  keep({ media, expansions }: GraphFragment): void {
    for (const one of media) this.#media.set(one.id, one)
    for (const [id, relations] of expansions) this.#expansions.set(id, relations)
  }

  async recall(ids: readonly number[]): Promise<Recollection> {
    const fresh = this.#pick(ids, this.#expansions)
    return { said: new Map([...this.#pick(ids, this.#hints), ...fresh]), fresh: new Set(fresh.keys()) }
  }

  #pick(ids: readonly number[], from: ReadonlyMap<number, readonly Relation[]>) {
    return new Map(
      ids.flatMap((id) => {
        const relations = from.get(id)
        return relations ? [[id, relations] as const] : []
      }),
    )
  }
}

function toExpansion({ id, relations }: RelationsReply['expansions'][number]): [number, Relation[]] {
  return [id, relations.map(({ to, kind }) => ({ from: id, to, kind }))]
}
