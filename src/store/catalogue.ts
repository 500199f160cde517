import { chunk } from '../core/chunk.ts'
import type { GraphFragment } from '../core/graph.ts'
import type { Recollection } from '../core/hints.ts'
import type { Media } from '../core/media.ts'
import type { Relation, RelationKind } from '../core/relation.ts'
import type { ExpansionTable } from './schema.ts'
import type { Store } from './store.ts'

/**
 * AniList's public media as read by scans, shared between scans and kept for a limited time, as AniList's terms of use
 * require. Only media reached from lists are stored, and nothing of the lists themselves.
 */
export interface Catalogue {
  /** The fresh expansions among `ids`, and every media they mention. Other ids must be read from AniList. */
  find(ids: readonly number[]): Promise<GraphFragment>
  /**
   * Everything known about these ids, as hints: expired expansions are kept to propose ids, not as answers. `fresh`
   * are those that {@link Catalogue.find} may still return.
   */
  recall(ids: readonly number[]): Promise<Recollection>
  /** Whether a media or its relations are stored, however old. */
  has(id: number): Promise<boolean>
  /** Saves a fragment atomically and durably, replacing older data. Also prunes once an hour. */
  save(fragment: GraphFragment): Promise<void>
  /**
   * Deletes media past the age limit, and expansions past {@link hintDays}. {@link Catalogue.find} ignores both
   * anyway.
   */
  prune(): Promise<void>
}

export interface CatalogueOptions {
  readonly store: Store
  /** Epoch milliseconds. */
  readonly now: () => number
  /** The age limit. A quarter of it applies to expansions that mention an airing or announced anime. */
  readonly ttlHours: number
}

interface StoredExpansion {
  readonly id: number
  readonly relations: readonly Relation[]
  /** Itself and the media its relations lead to, except deleted ones. */
  readonly mentions: readonly number[]
  /** Epoch milliseconds. */
  readonly fetchedAt: number
}

const hour = 3_600_000
/** How long an expansion serves as a hint. */
const hintDays = 30

/** SQLite accepts 32,766 parameters in a statement, PostgreSQL 65,535. */
const idsPerQuery = 10000
const rowsPerInsert = 1_000

/**
 * @example
 * const catalogue = createCatalogue({ store, now: Date.now, ttlHours: 24 })
 * const { media, expansions } = await catalogue.find([16498])
 */
export function createCatalogue({ store, now, ttlHours }: CatalogueOptions): Catalogue {
  const { db, engine } = store
  const ttl = Math.round(ttlHours * hour)
  const hintLife = Math.max(ttl, hintDays * 24 * hour)
  let pruneAt = Number.NEGATIVE_INFINITY

  async function find(ids: readonly number[]): Promise<GraphFragment> {
    const time = now()
    const candidates = await findExpansions(ids, lifetime(ttl))
    const media = await findMedia(candidates.flatMap((expansion) => expansion.mentions))
    const fresh = candidates.filter((expansion) => isFresh(expansion, media, time))
    const mentioned = new Set(fresh.flatMap((expansion) => expansion.mentions))
    return {
      media: [...media.values()].filter(({ id }) => mentioned.has(id)),
      expansions: new Map(fresh.map(({ id, relations }) => [id, relations])),
    }
  }

  async function recall(ids: readonly number[]): Promise<Recollection> {
    const stored = await findExpansions(ids, lifetime(hintLife))
    // Uses the shorter limit for all: reading one again in spare room costs nothing.
    const fresh = stored.filter(({ fetchedAt }) => Math.abs(now() - fetchedAt) < ttl / 4)
    return {
      said: new Map(stored.map(({ id, relations }) => [id, relations])),
      fresh: new Set(fresh.map(({ id }) => id)),
    }
  }

  async function has(id: number): Promise<boolean> {
    const row = await db
      .selectFrom('media')
      .select('id')
      .where('id', '=', id)
      // Requested media may be stored only as an expansion, without media fields.
      .union(db.selectFrom('expansion').select('mediaId as id').where('mediaId', '=', id))
      .executeTakeFirst()
    return row !== undefined
  }

  /**
   * The earliest and latest fetch time within the age limit. A time in the future, after the clock was corrected,
   * counts by its distance, or it would stay fresh for too long.
   */
  const lifetime = (life: number) => [now() - life + 1, now() + life - 1] as const

  async function findExpansions(
    ids: readonly number[],
    [oldest, newest]: readonly [number, number],
  ): Promise<StoredExpansion[]> {
    const found: StoredExpansion[] = []
    for (const part of chunk([...new Set(ids)], idsPerQuery)) {
      const rows = await db
        .selectFrom('expansion')
        .selectAll()
        .where('mediaId', 'in', part)
        .where(({ between }) => between('fetchedAt', oldest, newest))
        .execute()
      for (const row of rows) found.push(parseExpansion(row))
    }
    return found
  }

  async function findMedia(ids: readonly number[]): Promise<Map<number, Media>> {
    const found = new Map<number, Media>()
    for (const part of chunk([...new Set(ids)], idsPerQuery)) {
      const rows = await db.selectFrom('media').select(['id', 'document']).where('id', 'in', part).execute()
      // Trusted: only `save` writes it. Rows of earlier versions have no popularity, until they are read again within a day.
      for (const { id, document } of rows) found.set(id, { popularity: null, ...JSON.parse(document) })
    }
    return found
  }

  function isFresh(
    { mentions, fetchedAt }: StoredExpansion,
    media: Map<number, Media>,
    time: number,
  ): boolean {
    let limit = ttl
    for (const id of mentions) {
      const mentioned = media.get(id)
      // Pruned between the two queries, so the answer would be incomplete.
      if (!mentioned) return false
      if (isUnsettled(mentioned)) limit = ttl / 4
    }
    return Math.abs(time - fetchedAt) < limit
  }

  async function save(fragment: GraphFragment): Promise<void> {
    const time = now()
    // All writers lock rows in the order of their ids, which prevents deadlocks.
    const media = [...new Map(fragment.media.map((each) => [each.id, each])).values()].sort(
      (a, b) => a.id - b.id,
    )
    const mediaRows = media.map((each) => ({ id: each.id, document: JSON.stringify(each), fetchedAt: time }))
    const expansionRows = formatExpansions(fragment, time)
    await db.transaction().execute(async (transaction) => {
      for (const rows of chunk(mediaRows, rowsPerInsert)) {
        await transaction
          .insertInto('media')
          .values(rows)
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet(({ ref }) => ({
              document: ref('excluded.document'),
              fetchedAt: ref('excluded.fetchedAt'),
            })),
          )
          .execute()
      }
      for (const rows of chunk(expansionRows, rowsPerInsert)) {
        await transaction
          .insertInto('expansion')
          .values(rows)
          .onConflict((conflict) =>
            conflict.column('mediaId').doUpdateSet(({ ref }) => ({
              relations: ref('excluded.relations'),
              mentions: ref('excluded.mentions'),
              fetchedAt: ref('excluded.fetchedAt'),
            })),
          )
          .execute()
      }
    })
    if (time < pruneAt) return
    pruneAt = time + hour
    await prune()
  }

  /** On PostgreSQL it skips locked rows, which are about to become fresh: waiting for them could deadlock. */
  async function prune(): Promise<void> {
    const skipLocked = engine === 'postgresql'
    const [oldestHint, newestHint] = lifetime(hintLife)
    await db
      .deleteFrom('expansion')
      .where('mediaId', 'in', ({ selectFrom }) =>
        selectFrom('expansion')
          .select('mediaId')
          .where(({ not, between }) => not(between('fetchedAt', oldestHint, newestHint)))
          .$if(skipLocked, (query) => query.forUpdate().skipLocked()),
      )
      .execute()
    const [oldest, newest] = lifetime(ttl)
    await db
      .deleteFrom('media')
      .where('id', 'in', ({ selectFrom }) =>
        selectFrom('media')
          .select('id')
          .where(({ not, between }) => not(between('fetchedAt', oldest, newest)))
          .$if(skipLocked, (query) => query.forUpdate().skipLocked()),
      )
      .execute()
  }

  return { find, recall, has, save, prune }
}

/** Airing and announced anime change daily. A manga that is still running does not affect sequels. */
function isUnsettled({ type, status }: Media): boolean {
  return type === 'ANIME' && (status === 'RELEASING' || status === 'NOT_YET_RELEASED')
}

function parseExpansion(row: ExpansionTable): StoredExpansion {
  const pairs: [number, RelationKind][] = JSON.parse(row.relations)
  return {
    id: row.mediaId,
    relations: pairs.map(([to, kind]) => ({ from: row.mediaId, to, kind })),
    mentions: JSON.parse(row.mentions),
    fetchedAt: row.fetchedAt,
  }
}

/** The expansions of a fragment, ordered by id. */
function formatExpansions({ media, expansions }: GraphFragment, fetchedAt: number): ExpansionTable[] {
  const present = new Set(media.map(({ id }) => id))
  return Array.from(expansions, ([mediaId, relations]) => {
    const mentioned = new Set([mediaId, ...relations.map(({ to }) => to)])
    return {
      mediaId,
      relations: JSON.stringify(relations.map(({ to, kind }) => [to, kind])),
      mentions: JSON.stringify([...mentioned].filter((mention) => present.has(mention))),
      fetchedAt,
    }
  }).sort((a, b) => a.mediaId - b.mediaId)
}
