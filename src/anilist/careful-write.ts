import type { Clock } from './clock.ts'
import { AniListError, type AniListErrorCode } from './errors.ts'
import type { Operation } from './operations.ts'
import { type OwnMedia, readOwnEntries } from './own-entries.ts'
import { backoffMs } from './retry.ts'
import type { Token, Transport, TransportRequest } from './transport.ts'

export interface WriteOptions extends Clock {
  readonly token: Token
  /** AniList's id of the list's owner. */
  readonly ownerId: number
  readonly signal?: AbortSignal | undefined
  /** The caller in AniList's queue; see {@link TransportRequest}. */
  readonly caller?: string | undefined
  /** A number from 0 to below 1. */
  readonly random?: () => number
}

interface Named {
  readonly mediaId: number
}

/** The changes to make to some titles of a list. */
export interface WritePlan<Title extends Named, Outcome extends Named> {
  readonly titles: readonly Title[]
  /** The outcome of a title that needs no write, as a look at the list shows; otherwise undefined. */
  judge(title: Title, seen: OwnMedia | undefined): Outcome | undefined
  readonly batchSize: number
  /** The mutation for some titles. Outcomes missing from its reply are looked up. */
  operation(
    titles: readonly Title[],
  ): Operation<readonly Outcome[]> & Pick<TransportRequest<unknown>, 'variables'>
  /** The outcome of a title that AniList refuses to write. */
  refused(title: Title, code: AniListErrorCode): Outcome
  /** Awaited before a mutation is sent, since from then on it may have happened. */
  beforeSend(titles: readonly Title[]): Promise<void>
  onSettled(outcomes: readonly Outcome[]): Promise<void>
}

/** If a write would happen later than this after a look at the list, the list is looked at again. */
const freshMs = 10_000
/** The time doubles after each late look, at most this often, or long waits would prevent all writes. */
const mostDoublings = 3
/** Consecutive failures. */
const mostFailures = 4
/** The time limit for all writes together, including waits for AniList's allowance. */
const patienceMs = 300_000

/** AniList will refuse these however often we ask. */
const refuses: ReadonlySet<AniListErrorCode> = new Set<AniListErrorCode>([
  'anilist-bad-request',
  'anilist-not-found',
  'anilist-too-complex',
])
/** The outage is too long to wait for, or the transport has waited already. */
const endsAll: ReadonlySet<AniListErrorCode> = new Set<AniListErrorCode>([
  'anilist-disabled',
  'anilist-queue-full',
  'anilist-queue-share-full',
  'anilist-rate-limited',
  'anilist-redirected',
])

/** Aborts a request that waited too long for its turn: the list may have changed. */
class LookTooOld extends Error {}

/**
 * Writes to a list without writing twice or overwriting. AniList's mutations overwrite whatever they find, so each one
 * follows a look at the list within seconds, and is sent once. If its reply is lost, the next look shows whether it
 * happened, and nothing is sent again before that.
 *
 * A failed batch is retried in halves until the title that AniList refuses is alone.
 *
 * @returns why titles are left without an outcome, if any are
 * @throws AniListError `anilist-invalid-token`; the signal's reason; any error of the plan
 */
export async function writeCarefully<Title extends Named, Outcome extends Named>(
  transport: Transport,
  plan: WritePlan<Title, Outcome>,
  options: WriteOptions,
): Promise<AniListError | undefined> {
  const { now, sleep, random = Math.random, signal, token, caller } = options
  const startedAt = now()
  let failures = 0
  let lateLooks = 0
  let pending = [...plan.titles]
  /** Titles of a failed batch, one of which may be the cause. */
  let suspects: Title[] = []
  /** The title that failed alone. */
  let refusal: { readonly title: Title; readonly code: AniListErrorCode } | undefined

  async function settle(outcomes: readonly Outcome[]): Promise<void> {
    if (outcomes.length === 0) return
    await plan.onSettled(outcomes)
    const settled = new Set(outcomes.map(({ mediaId }) => mediaId))
    const isOpen = ({ mediaId }: Title) => !settled.has(mediaId)
    pending = pending.filter(isOpen)
    suspects = suspects.filter(isOpen)
  }

  /** @returns when the list was looked at */
  async function look(): Promise<number> {
    const ids = pending.map(({ mediaId }) => mediaId)
    const { media, askedAt } = await readOwnEntries(transport, ids, { ...options, since: startedAt })
    await settle(pending.flatMap((title) => plan.judge(title, media.get(title.mediaId)) ?? []))
    // Only after the look, as the refused write may have happened after all.
    if (refusal && pending.includes(refusal.title)) await settle([plan.refused(refusal.title, refusal.code)])
    refusal = undefined
    return askedAt
  }

  function nextBatch(): Title[] {
    if (suspects.length > 0) return suspects.slice(0, Math.ceil(suspects.length / 2))
    return pending.slice(0, plan.batchSize)
  }

  function isTooOld(lookedAt: number): boolean {
    return now() - lookedAt > freshMs * 2 ** Math.min(lateLooks, mostDoublings)
  }

  async function write(titles: readonly Title[], lookedAt: number): Promise<void> {
    const late = new AbortController()
    await plan.beforeSend(titles)
    const outcomes = await transport.request({
      ...plan.operation(titles),
      ...{ token, priority: 'urgent', caller, since: startedAt },
      attempts: 1,
      signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
      onSend: () => {
        if (isTooOld(lookedAt)) late.abort(new LookTooOld())
      },
    })
    await settle(outcomes)
    if (outcomes.length < titles.length) throw tellsTooLittle(outcomes.length, titles.length)
  }

  while (pending.length > 0) {
    let batch: Title[] = []
    try {
      const lookedAt = await look()
      while (pending.length > 0 && !isTooOld(lookedAt)) {
        batch = nextBatch()
        await write(batch, lookedAt)
        failures = 0
        lateLooks = 0
      }
    } catch (error) {
      if (error instanceof LookTooOld) {
        if (now() - startedAt > patienceMs) return outOfPatience()
        lateLooks++
        continue
      }
      if (!(error instanceof AniListError) || error.code === 'anilist-invalid-token') throw error
      if (endsAll.has(error.code)) return error
      const [first, ...more] = batch
      if (first && refuses.has(error.code)) {
        if (more.length === 0) refusal = { title: first, code: error.code }
        suspects = more.length === 0 ? [] : batch
        continue
      }
      failures++
      if (failures >= mostFailures) return error
      await sleep(backoffMs(failures, random), signal)
    }
  }
  return undefined
}

function tellsTooLittle(told: number, asked: number): AniListError {
  return new AniListError('anilist-bad-reply', {
    cause: new Error(`it has ${told} outcomes for ${asked} titles`),
    detail: 'it does not cover all titles',
  })
}

function outOfPatience(): AniListError {
  const cause = new Error(`no turn at AniList within ${patienceMs / 1000} s`)
  return new AniListError('anilist-rate-limited', { cause, retryAfterMs: 60_000 })
}
