import type { Franchise } from './franchise.ts'
import type { SandboxMedia, SandboxRelation } from './media.ts'

export interface Edge {
  readonly id: number
  readonly kind: SandboxRelation['kind']
  /** Null if the media was deleted. */
  readonly node: SandboxMedia | null
}

/** All media of the sandbox. Franchises can be added while it runs, but nothing is removed. */
export class Catalogue {
  readonly #media = new Map<number, SandboxMedia>()
  readonly #allMedia: SandboxMedia[] = []
  readonly #relations: SandboxRelation[] = []
  readonly #from = new Map<number, SandboxRelation[]>()
  readonly #edges = new Map<number, readonly Edge[]>()

  get media(): readonly SandboxMedia[] {
    return this.#allMedia
  }

  get relations(): readonly SandboxRelation[] {
    return this.#relations
  }

  find(id: number): SandboxMedia | undefined {
    return this.#media.get(id)
  }

  /** Existing media are kept. There may be parallel edges, so duplicates are kept too. */
  add({ media, relations }: Franchise): void {
    for (const one of media) {
      if (this.#media.has(one.id)) continue
      this.#media.set(one.id, one)
      this.#allMedia.push(one)
    }
    for (const relation of relations) {
      this.#relations.push(relation)
      const others = this.#from.get(relation.from)
      if (others) others.push(relation)
      else this.#from.set(relation.from, [relation])
    }
    this.#edges.clear()
  }

  hasRelation({ from, to, kind }: SandboxRelation): boolean {
    return this.#from.get(from)?.some((relation) => relation.to === to && relation.kind === kind) ?? false
  }

  /** The edges that start at a media, in the order in which they were added. */
  edgesFrom(id: number): readonly Edge[] {
    let edges = this.#edges.get(id)
    if (edges === undefined) {
      edges = (this.#from.get(id) ?? []).map(({ to, kind }, i) => ({
        id: id * 100 + i,
        kind,
        node: this.#media.get(to) ?? null,
      }))
      this.#edges.set(id, edges)
    }
    return edges
  }
}
