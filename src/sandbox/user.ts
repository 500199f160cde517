import { userNotFound } from './api-error.ts'
import type { ScoreFormat, UserList } from './user-list.ts'

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

/** Makes users of names that nobody bears yet, or says nothing. May refuse with an ApiError. */
export type UserMaker = (name: string) => SandboxUser | undefined

/** Everybody with an account. Users that a maker knows, such as `scale500`, come to be when first asked for. */
export class UserDirectory {
  readonly #byName = new Map<string, SandboxUser>()
  readonly #byId = new Map<number, SandboxUser>()
  readonly #make: UserMaker

  constructor(users: readonly SandboxUser[], make: UserMaker) {
    for (const user of users) this.#add(user)
    this.#make = make
  }

  get all(): readonly SandboxUser[] {
    return [...this.#byId.values()]
  }

  /** Names differ by more than case. */
  find(name: string): SandboxUser | undefined {
    const known = this.#byName.get(name.toLowerCase())
    if (known) return known
    const made = this.#make(name)
    if (made) this.#add(made)
    return made
  }

  findById(id: number): SandboxUser | undefined {
    return this.#byId.get(id)
  }

  /** By id or name, whichever is given. Throws AniList's "User not found". */
  get({ id, name }: { id?: number | null | undefined; name?: string | null | undefined }): SandboxUser {
    const user =
      typeof id === 'number' ? this.findById(id) : typeof name === 'string' ? this.find(name) : undefined
    if (user === undefined) throw userNotFound()
    return user
  }

  #add(user: SandboxUser): void {
    this.#byName.set(user.name.toLowerCase(), user)
    this.#byId.set(user.id, user)
  }
}
