import type { Config } from './options.ts'

type Fetch = typeof globalThis.fetch

/** A request to where this program has no business. A fault of the program: nobody can bring it about by what they send. */
class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly code = 'outbound-refused'

  constructor(origin: string) {
    super(`This program sends nothing to ${origin}: it is not one of the configured addresses.`)
  }
}

/**
 * Lets requests pass to AniList's addresses, as the options name them, and to nothing else. Everything that the server sends
 * goes through it, so that no fault elsewhere, and no package of others that is given it, can carry a token away.
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
