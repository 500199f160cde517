import type { Member } from './scan.ts'

export const snoozes = ['ever', '30-days', '90-days', 'airing'] as const
/** For how long to leave something out. */
export type Snooze = (typeof snoozes)[number]

const day = 86_400_000
/** A date that far away is a guess that nobody waits for. */
const longestMs = 10 * 365 * day

/**
 * When to tell of a title again, in ISO 8601; `null` for never.
 *
 * @param airs milliseconds since 1970, as {@link airsAt} gives them
 */
export function untilOf(snooze: Snooze, now: number, airs?: number): string | null {
  switch (snooze) {
    case 'ever':
      return null
    case '30-days':
      return new Date(now + 30 * day).toISOString()
    case '90-days':
      return new Date(now + 90 * day).toISOString()
    case 'airing':
      return airs === undefined ? null : new Date(airs).toISOString()
  }
}

/**
 * When a title airs next, or first, in milliseconds since 1970. Of a date without a day the last one counts: nobody wants to be
 * told before it is there. `undefined` where no such time is to come.
 */
export function airsAt(
  media: Partial<Pick<Member, 'nextAiring' | 'startDate' | 'status'>>,
  now: number,
): number | undefined {
  const at = media.nextAiring ? media.nextAiring.at * 1000 : beginsAt(media)
  return at !== undefined && at > now && at < now + longestMs ? at : undefined
}

function beginsAt({ startDate, status }: Partial<Pick<Member, 'startDate' | 'status'>>): number | undefined {
  if (status !== 'NOT_YET_RELEASED' || !startDate || startDate.year === null) return undefined
  const { year, month, day } = startDate
  if (month === null) return Date.UTC(year, 11, 31)
  return day === null ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day)
}
