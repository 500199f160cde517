import type { GraphQLFieldResolver } from 'graphql'
import { unauthorized } from './api-error.ts'
import type { Catalogue } from './catalogue.ts'
import type { SandboxUser, UserDirectory } from './user.ts'

/** In what AniList is not documented, and clients must not depend on. */
export interface Behaviour {
  /**
   * How deep nested `relations` are answered; those of what was asked for are the first level. Deeper ones are empty,
   * with no error. 2 by default, as clients of AniList report.
   */
  readonly nesting: 1 | 2 | 3 | 'all'
  /** Aliased fields at the top of one operation; more are refused. No limit by default. */
  readonly aliases: number
  /** Whether every third edge is missing from nested `relations`, which starts at the second level. */
  readonly thin: boolean
}

/** What the fields of one request share. */
export interface RequestContext {
  readonly catalogue: Catalogue
  readonly users: UserDirectory
  /** The owner of the token, if one came. */
  readonly viewer: SandboxUser | undefined
  /** The sandbox's own address, for pictures. */
  readonly url: string
  /** Milliseconds. */
  readonly now: number
  readonly budget: NodeBudget
  readonly behaviour: Behaviour
}

/**
 * Counts the media that a reply brings up through relations. A real server does not finish nested relations of
 * a large list; where the budget ends here, the fields below stay empty and the whole reply becomes a 500.
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

/** The owner of the token. Throws AniList's "Unauthorized." where there is none. */
export function viewerOf({ viewer }: RequestContext): SandboxUser {
  if (viewer === undefined) throw unauthorized()
  return viewer
}

export const toSeconds = (milliseconds: number) => Math.floor(milliseconds / 1000)
