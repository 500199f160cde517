import { inverseKind, type Relation, type RelationKind, relationKinds } from './relation.ts'

/**
 * What is claimed about the relations of media, by media id.
 *
 * **Look-ahead proposes, reads decide.** A *read* is what AniList says of a media that was asked for by its own id, at
 * the top level of a reply, or that is on the list itself. Anything else is a *hint*: a nested list, a row of the
 * catalogue past its age, a shipped pair. AniList cuts nested lists off in silence, rows go stale and pairs may be
 * wrong, so hints do one thing: they propose ids to read in a request that goes out anyway. Only reads enter the graph,
 * the catalogue and the answer (docs/decisions/0012).
 */
export type Said = ReadonlyMap<number, readonly Relation[]>

/** Where the walk from some ids leads. */
interface StepsAhead {
  /** Reached along the followed kinds: a chain goes on from there. */
  readonly onward: readonly number[]
  /** Named as what comes before. The frontier takes one step back, not a whole walk. */
  readonly aside: readonly number[]
}

/** What is remembered about some ids: claimed relations, and which of them count as read. */
export interface Recollection {
  readonly said: Said
  readonly fresh: ReadonlySet<number>
}

/** A scan that ids are proposed for. */
export interface HintedScan {
  /** The kinds that its search follows. */
  readonly kinds: readonly RelationKind[]
  /** What it has read itself. */
  readonly read?: ((id: number) => readonly Relation[] | undefined) | undefined
}

export interface HintsOptions {
  /** What the catalogue ever knew about these ids. */
  readonly recall: (ids: readonly number[]) => Promise<Recollection>
  /** Sequels that the program was shipped with, as `[earlier, later]`. */
  readonly pairs: readonly (readonly [number, number])[]
  /** How many media nested lists are remembered of, the newest. */
  readonly mostNested?: number
}

/** So many ids are looked at for one request. */
const mostWalked = 5_000

/** All hints together. What they propose may be useless, and never makes an answer wrong. */
export class Hints {
  readonly #options: HintsOptions
  /** Relations from nested lists, of media that were not read since. */
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

  /** Takes in what a reply brought: a read takes the place of every hint on the same media. */
  learn(hints: Said, read: Iterable<number>): void {
    for (const [id, relations] of hints) this.#nested.set(id, relations)
    for (const id of read) this.#nested.delete(id)
    for (const id of this.#nested.keys()) {
      if (this.#nested.size <= (this.#options.mostNested ?? 50_000)) break
      this.#nested.delete(id)
    }
  }

  /** Whether a nested list says that a chain goes on from an id; `undefined` where none says anything. */
  goesOn(id: number): boolean | undefined {
    return this.#nested.get(id)?.some(({ to, kind }) => kind === 'SEQUEL' && to !== id)
  }

  /** Names what the scans may want next if they want these ids now: so many at most, the nearest first. */
  async propose(ids: readonly number[], scans: readonly HintedScan[], most: number): Promise<number[]> {
    const kinds = [...new Set(scans.flatMap((scan) => scan.kinds))]
    const isRead = (id: number) => scans.every(({ read }) => read?.(id))
    const seen = new Set(ids)
    const proposed = new Set<number>()
    // A pair may leap over a film that comes between: it is worth following from whatever was read, too.
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
 * The ids that the frontier would want next if all of this were true.
 *
 * @param seen what was passed already; those found `onward` are added
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
