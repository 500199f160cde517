import { availability } from '../../src/core/stats.ts'
import type { Member } from '../data/scan.ts'
import { markOf } from '../titles/title-mark.ts'

/** What of a title tells whether it is next. */
type Candidate = Pick<Member, 'id' | 'state' | 'status' | 'entry'>

/**
 * What to watch next: what is being watched, else the first in watch order that is missing, planned or paused and can be watched
 * now.
 *
 * @param media in watch order
 * @returns `undefined` where all that is out was seen
 */
export function nextToWatch<Media extends Candidate>(media: readonly Media[]): Media | undefined {
  return (
    media.find((one) => markOf(one) === 'watching') ??
    media.find(
      (one) => ['missing', 'planned', 'paused'].includes(one.state) && availability(one) !== 'announced',
    )
  )
}
