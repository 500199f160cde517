import { AniListError } from './errors.ts'
import { viewer } from './operations.ts'
import type { Transport, TransportRequest } from './transport.ts'

export interface TokenOwner {
  readonly id: number
  readonly name: string
  readonly avatarUrl: string | null
  /** Whether the user's AniList settings show adult titles. */
  readonly showsAdult: boolean
}

/**
 * Asks AniList who owns this token. Nothing else is reliable: names change, and the token's content is not documented.
 *
 * @throws AniListError `anilist-invalid-token` for an expired or revoked one, or any other failure
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
