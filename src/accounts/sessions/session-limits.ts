import type { Session, SessionLimits } from '../../store/sessions.ts'

const day = 86_400_000

/** A session ends after this long without use. */
const idleMs = 14 * day
/** A session ends after this long, however much it is used. */
const absoluteMs = 30 * day

/** How long the current token's predecessor is still accepted, for concurrent refreshes and lost answers. */
export const graceMs = 10_000

/** How outdated `lastUsedAt` may be, so that not every request writes. */
export const touchEveryMs = 5 * 60_000

/** More devices than anyone has. A further sign-in ends the account's longest unused session. */
export const mostSessions = 50

/**
 * As many as refreshing every quarter of an hour for 30 days leaves. Beyond it the oldest are forgotten: they are
 * refused like unknown tokens, and no longer end the session.
 */
export const mostSpentTokens = 3_000

/** A session must have started and been used after these moments to be alive at `time`. */
export function limitsAt(time: number): SessionLimits {
  return { createdAfter: time - absoluteMs, usedAfter: time - idleMs }
}

export function isOver({ createdAt, lastUsedAt }: Session, time: number): boolean {
  const { createdAfter, usedAfter } = limitsAt(time)
  return createdAt <= createdAfter || lastUsedAt <= usedAfter
}

/** When a session ends at the latest, and when it ends without further use, in epoch milliseconds. */
export function endOf({ createdAt, lastUsedAt }: Session): { latest: number; unlessUsed: number } {
  const latest = createdAt + absoluteMs
  return { latest, unlessUsed: Math.min(latest, lastUsedAt + idleMs) }
}
