import type { ScoreFormat } from './list-entry.ts'
import type { UserList } from './user-list.ts'

export interface SandboxUser {
  readonly id: number
  readonly name: string
  /** Nobody else sees the profile or the list. */
  readonly isPrivate: boolean
  readonly titleLanguage: 'ROMAJI' | 'ENGLISH' | 'NATIVE'
  readonly scoreFormat: ScoreFormat
  readonly displayAdultContent: boolean
  readonly customLists: readonly string[]
  readonly splitCompletedByFormat: boolean
  readonly list: UserList
  /** Newest first. */
  readonly notifications: readonly SandboxNotification[]
  unreadNotifications: number
}

export interface SandboxNotification {
  readonly id: number
  readonly type: 'AIRING' | 'RELATED_MEDIA_ADDITION' | 'MEDIA_MERGE' | 'MEDIA_DELETION'
  /** Absent for a deletion, whose media is gone. */
  readonly mediaId?: number
  readonly episode?: number
  readonly deletedTitles?: readonly string[]
  readonly hoursAgo: number
}

/** What makes a user besides a list; the rest is the same for most. */
export type Profile = Pick<SandboxUser, 'id' | 'name' | 'list'> & Partial<SandboxUser>

export function makeUser(profile: Profile): SandboxUser {
  return {
    isPrivate: false,
    titleLanguage: 'ROMAJI',
    scoreFormat: 'POINT_10',
    displayAdultContent: false,
    customLists: [],
    splitCompletedByFormat: false,
    notifications: [],
    unreadNotifications: profile.notifications?.length ?? 0,
    ...profile,
  }
}
