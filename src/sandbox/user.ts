import { userNotFound } from './api-error.ts'
import type { ScoreFormat, UserList } from './user-list.ts'

export interface SandboxUser {
  readonly id: number
  readonly name: string
  /** Whether the profile and the list are only visible to the user. */
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
  /** Absent for deletions, whose media no longer exists. */
  readonly mediaId?: number
  readonly episode?: number
  readonly deletedTitles?: readonly string[]
  readonly hoursAgo: number
}

/** What distinguishes a user; the rest has defaults. */
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

/** Makes a user on demand, or returns undefined for an unknown name. May throw an ApiError. */
export type UserMaker = (name: string) => SandboxUser | undefined

/** All users. Those that a maker knows, such as `scale500`, are created on first access. */
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

  /** Ignores case. */
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

  /** Finds a user by id or name. Throws AniList's "User not found". */
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
