import { inverseKind, type Relation, type RelationKind, relationKinds } from './relation.ts'

/**
 * Claimed relations, by media id.
 *
 * **Hints propose, reads decide.** A *read* is what AniList says about a media requested by its own id at the top level
 * of a reply, or one on the list itself. Everything else is a *hint*: a nested list, an expired catalogue row, a shipped
 * pair. AniList silently truncates nested lists, rows go stale and pairs may be wrong, so hints only propose ids to add
 * to a request that is sent anyway. Only reads enter the graph, the catalogue and the answer (docs/decisions/0012).
 */
export type Said = ReadonlyMap<number, readonly Relation[]>

interface StepsAhead {
  /** Reached along followed kinds: the chain continues from these. */
  readonly onward: readonly number[]
  /** Named as coming earlier. The frontier takes a single step back, so the walk stops here. */
  readonly aside: readonly number[]
}

/** What the catalogue remembers about some ids: claimed relations, and which of them still count as read. */
export interface Recollection {
  readonly said: Said
  readonly fresh: ReadonlySet<number>
}

/** A scan to propose ids for. */
export interface HintedScan {
  readonly kinds: readonly RelationKind[]
  /** The relations that the scan itself has read. */
  readonly read?: ((id: number) => readonly Relation[] | undefined) | undefined
}

export interface HintsOptions {
  /** Looks up everything the catalogue has ever known about these ids. */
  readonly recall: (ids: readonly number[]) => Promise<Recollection>
  /** Sequels shipped with the program, as `[earlier, later]`. */
  readonly pairs: readonly (readonly [number, number])[]
  /** The number of media whose nested lists are kept; the newest are. */
  readonly mostNested?: number
}

/** The most ids to walk through for one request. */
const mostWalked = 5_000

/** All hints together. A proposal may be useless, but never makes an answer wrong. */
export class Hints {
  readonly #options: HintsOptions
  /** Relations from nested lists, for media that have not been read since. */
  readonly #nested = new Map<number, readonly Relation[]>()
  readonly #shipped: Said

  constructor(options: HintsOptions) {
    this.#options = options
    const relations = options.pairs.flatMap(([from, to]): Relation[] => [
      { from, to, kind: 'SEQUEL' },
      { from: to, to: from, kind: 'PREQUEL' },
    ])
    this.#shipped = Map.groupBy(relations, ({ from }) => from)
  }

  /** Learns from a reply; a read replaces every hint about the same media. */
  learn(hints: Said, read: Iterable<number>): void {
    for (const [id, relations] of hints) this.#nested.set(id, relations)
    for (const id of read) this.#nested.delete(id)
    for (const id of this.#nested.keys()) {
      if (this.#nested.size <= (this.#options.mostNested ?? 50_000)) break
      this.#nested.delete(id)
    }
  }

  /** Whether a nested list says that a chain continues after an id; `undefined` if none mentions it. */
  goesOn(id: number): boolean | undefined {
    return this.#nested.get(id)?.some(({ to, kind }) => kind === 'SEQUEL' && to !== id)
  }

  /** Proposes up to `most` ids that the scans are likely to want next if they want `ids` now, nearest first. */
  async propose(ids: readonly number[], scans: readonly HintedScan[], most: number): Promise<number[]> {
    const kinds = [...new Set(scans.flatMap((scan) => scan.kinds))]
    const isRead = (id: number) => scans.every(({ read }) => read?.(id))
    const seen = new Set(ids)
    const proposed = new Set<number>()
    // A pair may skip a movie in between, so it is also worth following from media that are already read.
    const leaps = this.#options.pairs.filter(([from, to]) => isRead(from) && !isRead(to)).map(([, to]) => to)
    let steps: StepsAhead = { onward: [...ids, ...leaps], aside: [] }
    while (steps.onward.length > 0 && seen.size < mostWalked && proposed.size < most + ids.length) {
      const near = [...steps.onward, ...steps.aside]
      const { said, fresh } = await this.#options.recall(near)
      for (const id of near) if (!fresh.has(id) && !isRead(id)) proposed.add(id)
      const heard = new Map(
        steps.onward.map((id) => {
          const words = [
            said.get(id),
            this.#nested.get(id),
            this.#shipped.get(id),
            ...scans.map(({ read }) => read?.(id)),
          ]
          return [id, words.flatMap((word) => word ?? [])]
        }),
      )
      steps = stepsAhead(steps.onward, heard, kinds, seen)
    }
    for (const id of ids) proposed.delete(id)
    return [...proposed].slice(0, most)
  }
}

/**
 * The ids that the frontier would want next if all claims were true.
 *
 * @param seen ids already passed; those found `onward` are added
 * @example
 * stepsAhead([1], new Map([[1, [{ from: 1, to: 2, kind: 'SEQUEL' }]]]), ['SEQUEL'], new Set([1])).onward // [2]
 */
export function stepsAhead(
  ids: Iterable<number>,
  said: Said,
  kinds: readonly RelationKind[],
  seen: Set<number>,
): StepsAhead {
  const followed = new Set(kinds)
  const backwards = new Set(relationKinds.filter((kind) => kinds.some((one) => one === inverseKind[kind])))
  const onward: number[] = []
  const aside = new Set<number>()
  for (const id of ids) {
    for (const { to, kind } of said.get(id) ?? []) {
      if (seen.has(to)) continue
      if (followed.has(kind)) {
        seen.add(to)
        onward.push(to)
      } else if (backwards.has(kind)) aside.add(to)
    }
  }
  return { onward, aside: [...aside].filter((id) => !seen.has(id)) }
}
