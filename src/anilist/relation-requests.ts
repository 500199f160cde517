import { chunk } from '../core/chunk.ts'
import { AniListError, type AniListErrorCode } from './errors.ts'
import type { LoadOptions } from './relation-loader.ts'
import {
  idsPerPage,
  type RelationReply,
  relationsOperation,
  type Shape,
  widestShape,
} from './relation-pages.ts'
import type { Transport } from './transport.ts'

/** Sends what the relation loader wants to read, in requests of the widest shape that AniList takes. */
export interface RelationRequests {
  /**
   * Reads the relations of ids, one or more, in one request unless AniList refuses that.
   *
   * @param gather names the ids in the moment its turn comes
   */
  send(gather: () => Promise<readonly number[]>, options: LoadOptions): Promise<RelationReply>
  /** How many ids fit into one request, as far as is known at present. */
  capacity(): number
  /** What a request may ask for at present. */
  shape(): Shape
}

/** Failures that may come from asking for too much at once. */
const refusals: ReadonlySet<AniListErrorCode> = new Set<AniListErrorCode>([
  'anilist-too-complex',
  'anilist-bad-request',
  'anilist-server-error',
  'anilist-timeout',
  'anilist-reply-too-large',
  'anilist-bad-reply',
])

/** How long a narrower shape is kept once AniList refused a wider one, in milliseconds. */
const lessonMs = 3_600_000
/**
 * Narrows a request that AniList refuses, to fewer pages and then to fewer levels, and fails only when one page of one
 * level is refused as well. Scans that follow begin with what was accepted, for an hour. A failure that may have been
 * chance has to happen twice for that.
 */
export function createRelationRequests(transport: Transport, now: () => number): RelationRequests {
  let learned = { shape: widestShape, until: Infinity }
  /** Failed once, perhaps by chance. */
  let doubted: Shape | undefined

  function shape(): Shape {
    if (now() >= learned.until) learned = { shape: widestShape, until: Infinity }
    return learned.shape
  }

  function learn(refusal: Refusal, narrower: Shape): void {
    const isChance = refusal.isChance && !doubted
    doubted = isChance ? refusal.asked : undefined
    if (!isChance) learned = { shape: narrower, until: now() + lessonMs }
  }

  async function send(
    gather: () => Promise<readonly number[]>,
    options: LoadOptions,
  ): Promise<RelationReply> {
    const replies: RelationReply[] = []
    let ids: readonly number[] | undefined
    let most = shape()
    let next = 0
    do {
      let refusal: Refusal | undefined
      for (let limit = most; ; ) {
        let asked = limit
        const prepare = async () => {
          ids ??= await gather()
          const pages = chunk(ids.slice(next, next + limit.pages * idsPerPage), idsPerPage)
          asked = { pages: pages.length, levels: limit.levels }
          return relationsOperation(pages, limit.levels)
        }
        const isNarrowest = limit.pages === 1 && limit.levels === 1
        try {
          // One attempt where it can be narrowed: a second one would fail as the first did, if it was too much.
          replies.push(await transport.request({ ...options, ...(!isNarrowest && { attempts: 1 }), prepare }))
          next += asked.pages * idsPerPage
          if (refusal && !isAsWide(asked, refusal.asked)) {
            most = lesson(most, refusal.asked, asked)
            learn(refusal, most)
          } else if (doubted && isAsWide(asked, doubted)) doubted = undefined
          break
        } catch (error) {
          if (isNarrowest || !isRefusal(error)) throw error
          // A timeout costs a minute: once is enough.
          refusal = { asked, isChance: error.transient && error.code !== 'anilist-timeout' }
          limit = narrow(asked)
        }
      }
    } while (next < (ids?.length ?? 0))
    return joined(replies)
  }

  return { send, capacity: () => shape().pages * idsPerPage, shape }
}

interface Refusal {
  readonly asked: Shape
  readonly isChance: boolean
}

/** What to ask for at most, once `refused` was too much and `accepted` was not. */
function lesson(most: Shape, refused: Shape, accepted: Shape): Shape {
  // One page is no proof against several: there it was the levels.
  if (accepted.levels < refused.levels) return { ...most, levels: accepted.levels }
  return { ...most, pages: accepted.pages }
}

function isAsWide(one: Shape, other: Shape): boolean {
  return one.pages >= other.pages && one.levels >= other.levels
}

/** An AniList that is away, as the breaker knows, refuses nothing in particular. */
function isRefusal(error: unknown): error is AniListError {
  return error instanceof AniListError && refusals.has(error.code) && error.retryAfterMs === undefined
}

function narrow({ pages, levels }: Shape): Shape {
  if (pages > 1) return { pages: Math.floor(pages / 2), levels }
  return { pages, levels: 1 }
}

function joined(replies: readonly RelationReply[]): RelationReply {
  return {
    media: replies.flatMap(({ media }) => media),
    expansions: new Map(replies.flatMap(({ expansions }) => [...expansions])),
    gone: replies.flatMap(({ gone }) => gone),
    hints: new Map(replies.flatMap(({ hints }) => [...hints])),
  }
}
