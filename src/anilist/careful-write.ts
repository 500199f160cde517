import type { Clock } from './clock.ts'
import { AniListError, type AniListErrorCode } from './errors.ts'
import type { Operation } from './operations.ts'
import { type OwnMedia, readOwnEntries } from './own-entries.ts'
import { backoffMs } from './retry.ts'
import type { Token, Transport, TransportRequest } from './transport.ts'

/** Whose list is written, and how time passes meanwhile. */
export interface WriteOptions extends Clock {
  readonly token: Token
  /** AniList's id of the person whose list it is. */
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

/** What to do to some titles of a list. */
export interface WritePlan<Title extends Named, Outcome extends Named> {
  readonly titles: readonly Title[]
  /** The outcome where a look at the list leaves nothing to write. */
  judge(title: Title, seen: OwnMedia | undefined): Outcome | undefined
  /** How many titles one mutation takes. */
  readonly batchSize: number
  /** The mutation for some titles. An outcome that its reply does not tell is looked up. */
  operation(
    titles: readonly Title[],
  ): Operation<readonly Outcome[]> & Pick<TransportRequest<unknown>, 'variables'>
  /** The outcome of a title that AniList refuses to write. */
  refused(title: Title, code: AniListErrorCode): Outcome
  /** Waited for before a mutation is sent: from then on it may have happened. */
  beforeSend(titles: readonly Title[]): Promise<void>
  onSettled(outcomes: readonly Outcome[]): Promise<void>
}

/** A write follows a look at the list within this time, or the list is looked at again. */
const freshMs = 10_000
/**
 * Where every request waits longer than that for its turn, nothing would ever be written. So each time that happens
 * twice as long a time must do, at most so many times.
 */
const mostDoublings = 3
/** Failures in a row. */
const mostFailures = 4
/** How long all may take, waiting for AniList's allowance included. */
const patienceMs = 300_000

/** AniList will not do this, however often it is asked. */
const refuses: ReadonlySet<AniListErrorCode> = new Set<AniListErrorCode>([
  'anilist-bad-request',
  'anilist-not-found',
  'anilist-too-complex',
])
/** AniList is away for longer than anyone waits, or the transport has waited already. */
const endsAll: ReadonlySet<AniListErrorCode> = new Set<AniListErrorCode>([
  'anilist-disabled',
  'anilist-queue-full',
  'anilist-queue-share-full',
  'anilist-rate-limited',
  'anilist-redirected',
])

/** Before a request that waited for its turn too long: the list may have changed. */
class LookTooOld extends Error {}

/**
 * Writes to a list so that nothing is written twice and nothing overwritten: AniList's mutations overwrite whatever
 * they find, so each one follows a look at the list within seconds, and is sent once. Whether one whose reply is lost
 * has happened, the next look tells, and nothing is sent again before it.
 *
 * Titles that fail together are tried again in halves, until the one that AniList refuses is alone.
 *
 * @returns why titles are left without an outcome, where some are
 * @throws AniListError `anilist-invalid-token`; the signal's reason; whatever the plan throws
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
  /** Failed together, and one of them may be the reason. */
  let suspects: Title[] = []
  /** Failed alone. */
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
    // Only now: the refused write may have happened all the same.
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
      if (batch.length > 0 && refuses.has(error.code)) {
        if (batch.length === 1) refusal = { title: batch[0] as Title, code: error.code }
        suspects = batch.length === 1 ? [] : batch
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
