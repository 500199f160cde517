import type { Franchise, HiddenTitle, Member, Missing, ScanAnswer } from '../data/scan.ts'

/** A title with all that an answer says of it. What a rule hid may stand there without a franchise, and with less. */
export interface FoundTitle {
  readonly media: HiddenTitle['media'] & Partial<Member>
  readonly franchise: Franchise | undefined
  readonly missing: Missing | undefined
  /** Where a rule hid it. */
  readonly hidden: HiddenTitle | undefined
}

type Searched = Pick<ScanAnswer, 'missing' | 'upcoming' | 'hiddenTitles'>

/** Looks a title up wherever it may stand: in a franchise, among what comes next on the list, or among what a rule hid. */
export function findTitle(
  id: number,
  franchises: readonly Franchise[],
  answer: Searched | undefined,
): FoundTitle | undefined {
  const isIt = (media: { readonly id: number }) => media.id === id
  const franchise = franchises.find(({ media }) => media.some(isIt))
  const hidden = answer?.hiddenTitles.find((title) => title.media.id === id)
  const media = franchise?.media.find(isIt) ?? answer?.upcoming.find(isIt) ?? hidden?.media
  const missing = answer?.missing.find((one) => one.media.id === id)
  return media && { media, franchise, missing, hidden }
}
