import { defaultClient } from './oauth.ts'
import type { Sandbox } from './server.ts'

/** The options by which a program takes the sandbox for AniList, as the client that it knows from the start. */
export function environmentAt({
  graphqlUrl,
  authorizeUrl,
  tokenUrl,
}: Pick<Sandbox, 'graphqlUrl' | 'authorizeUrl' | 'tokenUrl'>): Readonly<Record<string, string>> {
  return {
    ANILIST_API_URL: graphqlUrl,
    ANILIST_AUTH_URL: authorizeUrl,
    ANILIST_TOKEN_URL: tokenUrl,
    ANILIST_CLIENT_ID: defaultClient.id,
    ANILIST_CLIENT_SECRET: defaultClient.secret,
  }
}
