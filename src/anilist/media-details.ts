import type { FuzzyDate } from '../core/media.ts'
import { AniListError } from './errors.ts'
import { mediaDetails } from './operations.ts'
import { parseSynopsis } from './synopsis.ts'
import type { Transport, TransportRequest } from './transport.ts'

/** What nobody needs of a media but who looks at it alone: no scan reads it. */
export interface MediaDetails {
  readonly id: number
  /** Paragraphs of plain text; none where AniList has no description. */
  readonly synopsis: readonly string[]
  /** Those that animated it, by name. */
  readonly studios: readonly string[]
  readonly endDate: FuzzyDate
}

/**
 * Reads the details of one anime.
 *
 * @throws AniListError `anilist-not-found` where AniList has it no more, or what else went wrong on the way
 */
export async function readMediaDetails(
  transport: Transport,
  id: number,
  options: Pick<TransportRequest<unknown>, 'signal' | 'attempts' | 'priority' | 'caller' | 'since'> = {},
): Promise<MediaDetails> {
  const { Media: media } = await transport.request({ ...mediaDetails, variables: { id }, ...options })
  if (!media) throw new AniListError('anilist-not-found', { cause: new Error('Media is null') })
  const { year, month, day } = media.endDate ?? {}
  return {
    id,
    synopsis: parseSynopsis(media.description ?? ''),
    studios: media.studios?.nodes?.flatMap((studio) => (studio ? [studio.name] : [])) ?? [],
    endDate: { year: year ?? null, month: month ?? null, day: day ?? null },
  }
}
