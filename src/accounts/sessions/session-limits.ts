import type { Session, SessionLimits } from '../../store/sessions.ts'

const day = 86_400_000

/** A session that nobody used for so long is over. */
const idleMs = 14 * day
/** A session is over after so long, however much it is used. */
const absoluteMs = 30 * day

/**
 * How long the token before the current one still gets an answer. Two tabs may ask at the same moment, and an
 * answer may be lost on its way.
 */
export const graceMs = 10_000

/** How far behind `lastUsedAt` may be, so that not every request writes. */
export const touchEveryMs = 5 * 60_000

/** More devices than anyone has. A further sign-in ends the session of this account that was not used for the longest. */
export const mostSessions = 50

/**
 * As many as 30 days of refreshing each quarter of an hour leave. Of somebody who refreshes more often the oldest are forgotten: they
 * are refused like any other unknown token then, and end nothing.
 */
export const mostSpentTokens = 3_000

/** The moments after which a session must have begun and been used, to be alive at `time`. */
export function limitsAt(time: number): SessionLimits {
  return { createdAfter: time - absoluteMs, usedAfter: time - idleMs }
}

export function isOver({ createdAt, lastUsedAt }: Session, time: number): boolean {
  const { createdAfter, usedAfter } = limitsAt(time)
  return createdAt <= createdAfter || lastUsedAt <= usedAfter
}

/** When a session ends at the latest, and when it ends unless it is used: epoch milliseconds. */
export function endOf({ createdAt, lastUsedAt }: Session): { latest: number; unlessUsed: number } {
  const latest = createdAt + absoluteMs
  return { latest, unlessUsed: Math.min(latest, lastUsedAt + idleMs) }
}
