import { AniListError } from './errors.ts'
import { viewer } from './operations.ts'
import type { Transport, TransportRequest } from './transport.ts'

/** The person whom a token belongs to. */
export interface TokenOwner {
  readonly id: number
  readonly name: string
  readonly avatarUrl: string | null
  /** Whether the person lets AniList show adult titles. */
  readonly showsAdult: boolean
}

/**
 * Asks AniList whose token this is. Nothing else says so reliably: names change, and what a token holds is AniList's own affair.
 *
 * @throws AniListError `anilist-invalid-token` for one that is dead, or what else went wrong on the way
 */
export async function readTokenOwner(
  transport: Transport,
  token: string,
  options: Pick<TransportRequest<unknown>, 'signal' | 'attempts' | 'caller'> = {},
): Promise<TokenOwner> {
  const { Viewer: person } = await transport.request({ ...viewer, ...options, priority: 'urgent', token })
  if (!person) {
    const cause = new Error('Viewer is null')
    throw new AniListError('anilist-bad-reply', { cause, detail: 'it does not say whose token it is' })
  }
  return {
    id: person.id,
    name: person.name,
    avatarUrl: person.avatar?.large ?? null,
    showsAdult: person.options?.displayAdultContent ?? false,
  }
}
