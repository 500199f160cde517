import { availability } from '../../src/core/stats.ts'
import type { Member } from '../data/scan.ts'
import type { IconName } from '../ui/icon.tsx'

/** What a title is to the owner of the list, as the page shows it: what is missing tells whether it can be watched. */
export type Mark =
  | 'watched'
  | 'watching'
  | 'planned'
  | 'paused'
  | 'dropped'
  | 'missing'
  | 'airing'
  | 'announced'
  | 'hidden'
  | 'unlisted'

export function markOf(member: Pick<Member, 'state' | 'status' | 'entry'>): Mark {
  switch (member.state) {
    case 'watched':
      return member.entry?.status === 'CURRENT' ? 'watching' : 'watched'
    case 'missing':
      return ({ out: 'missing', airing: 'airing', announced: 'announced' } as const)[availability(member)]
    default:
      return member.state
  }
}

export const markIcons: Readonly<Record<Mark, IconName | undefined>> = {
  watched: 'check',
  watching: 'play',
  planned: 'bookmark',
  paused: 'pause',
  dropped: 'cross',
  missing: 'plus',
  airing: 'plus',
  announced: 'clock',
  hidden: 'hidden',
  unlisted: undefined,
}
