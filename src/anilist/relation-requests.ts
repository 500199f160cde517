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

export interface RelationRequests {
  /**
   * Reads the relations of one or more ids, in one request unless AniList refuses that.
   *
   * @param gather returns the ids when the request's turn comes
   */
  send(gather: () => Promise<readonly number[]>, options: LoadOptions): Promise<RelationReply>
  /** How many ids currently fit into one request. */
  capacity(): number
  /** The current shape of requests. */
  shape(): Shape
}

/** Failures that may be caused by asking for too much at once. */
const refusals: ReadonlySet<AniListErrorCode> = new Set<AniListErrorCode>([
  'anilist-too-complex',
  'anilist-bad-request',
  'anilist-server-error',
  'anilist-timeout',
  'anilist-reply-too-large',
  'anilist-bad-reply',
])

/** How long a narrower shape is kept after AniList refused a wider one, in milliseconds. */
const lessonMs = 3_600_000
/**
 * Narrows a request that AniList refuses, first to fewer pages and then to fewer levels, and fails only if one page of
 * one level is refused too. Later requests start from the accepted shape, for an hour. A failure that may be a
 * coincidence must happen twice for that.
 */
export function createRelationRequests(transport: Transport, now: () => number): RelationRequests {
  let learned = { shape: widestShape, until: Infinity }
  /** The shape that failed once, perhaps by coincidence. */
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
          // One attempt if it can be narrowed: a request that is too large would fail again.
          replies.push(await transport.request({ ...options, ...(!isNarrowest && { attempts: 1 }), prepare }))
          next += asked.pages * idsPerPage
          if (refusal && !isAsWide(asked, refusal.asked)) {
            most = lesson(most, refusal.asked, asked)
            learn(refusal, most)
          } else if (doubted && isAsWide(asked, doubted)) doubted = undefined
          break
        } catch (error) {
          if (isNarrowest || !isRefusal(error)) throw error
          // A timeout costs a minute, so one is enough.
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

/** The widest shape to use after `refused` failed and `accepted` passed. */
function lesson(most: Shape, refused: Shape, accepted: Shape): Shape {
  // A single accepted page says nothing about several: the levels were too much.
  if (accepted.levels < refused.levels) return { ...most, levels: accepted.levels }
  return { ...most, pages: accepted.pages }
}

function isAsWide(one: Shape, other: Shape): boolean {
  return one.pages >= other.pages && one.levels >= other.levels
}

/** An open breaker (AniList is down) says nothing about the shape. */
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
