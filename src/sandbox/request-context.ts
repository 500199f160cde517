import type { GraphQLFieldResolver } from 'graphql'
import { unauthorized } from './api-error.ts'
import type { Catalogue } from './catalogue.ts'
import type { SandboxUser, UserDirectory } from './user.ts'

/** Undocumented behaviour of AniList that clients must not depend on. */
export interface Behaviour {
  /**
   * The levels of nested `relations` that are returned, starting with those of the requested media. Deeper ones are
   * empty, without an error. 2 by default, as clients of AniList report.
   */
  readonly nesting: 1 | 2 | 3 | 'all'
  /** The most top-level aliases in one operation; unlimited by default. */
  readonly aliases: number
  /** Whether every third edge is missing from nested `relations`, from the second level on. */
  readonly thin: boolean
}

/** Shared by the resolvers of one request. */
export interface RequestContext {
  readonly catalogue: Catalogue
  readonly users: UserDirectory
  /** The owner of the token, if there is one. */
  readonly viewer: SandboxUser | undefined
  /** The sandbox's own address, for images. */
  readonly url: string
  /** Milliseconds. */
  readonly now: number
  readonly budget: NodeBudget
  readonly behaviour: Behaviour
}

/**
 * Counts the media that a reply contains through relations. AniList cannot complete nested relations of a large list;
 * once the budget is exceeded, further fields are empty and the reply becomes a 500.
 */
export class NodeBudget {
  #left: number

  constructor(nodes: number) {
    this.#left = nodes
  }

  get isExceeded(): boolean {
    return this.#left < 0
  }

  /** Whether `nodes` more are allowed. */
  spend(nodes: number): boolean {
    this.#left -= nodes
    return !this.isExceeded
  }
}

export type Fields<Source> = Readonly<Record<string, GraphQLFieldResolver<Source, RequestContext>>>

/** The owner of the token. Throws AniList's "Unauthorized." without one. */
export function viewerOf({ viewer }: RequestContext): SandboxUser {
  if (viewer === undefined) throw unauthorized()
  return viewer
}

export const toSeconds = (milliseconds: number) => Math.floor(milliseconds / 1000)
