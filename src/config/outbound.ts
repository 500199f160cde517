import type { Config } from './options.ts'

type Fetch = typeof globalThis.fetch

/** A request to an unexpected origin, which is a bug: user input cannot cause it. */
class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly code = 'outbound-refused'

  constructor(origin: string) {
    super(`This program sends nothing to ${origin}: it is not one of the configured addresses.`)
  }
}

/**
 * Only lets requests to AniList's configured addresses pass. All of the server's requests use it, so that no bug or
 * third-party package can send a token elsewhere.
 *
 * @throws OutboundError before anything is sent
 */
export function allowOutbound(
  { anilistApiUrl, anilistTokenUrl }: Pick<Config, 'anilistApiUrl' | 'anilistTokenUrl'>,
  fetch: Fetch = globalThis.fetch,
): Fetch {
  const allowed = new Set([anilistApiUrl, anilistTokenUrl].map((url) => new URL(url).origin))
  return async (target, init) => {
    const { origin } = new URL(target instanceof Request ? target.url : target)
    if (!allowed.has(origin)) throw new OutboundError(origin)
    return fetch(target, init)
  }
}
