import { Parser } from 'htmlparser2'
import type { FuzzyDate } from '../core/media.ts'
import { AniListError } from './errors.ts'
import { mediaDetails } from './operations.ts'
import type { Transport, TransportRequest } from './transport.ts'

/** Details shown on a title's own page; scans do not read them. */
export interface MediaDetails {
  readonly id: number
  /** Paragraphs of plain text; empty if AniList has no description. */
  readonly synopsis: readonly string[]
  /** The animation studios, by name. */
  readonly studios: readonly string[]
  readonly endDate: FuzzyDate
}

/**
 * Reads the details of one anime.
 *
 * @throws AniListError `anilist-not-found` if AniList no longer has it, or any other failure
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

/** Elements that break the line; two in a row start a new paragraph. */
const breaks: ReadonlySet<string> = new Set(['br', 'li', 'tr'])
const blocks: ReadonlySet<string> = new Set(['p', 'div', 'ul', 'ol', 'table', 'blockquote', 'hr', 'center'])
/** Elements whose text is not shown. */
const silent: ReadonlySet<string> = new Set(['script', 'style', 'template', 'iframe', 'noscript', 'title'])

/** More than anyone reads in a panel. */
const mostCharacters = 10_000

/**
 * The plain text of a description, which anyone may edit on AniList, in paragraphs without markup. Spoilers, marked
 * by `~!` and `!~`, are left out.
 *
 * @example
 * parseSynopsis('Two <b>friends</b>.<br><br>(Source: …)') // ['Two friends.', '(Source: …)']
 */
export function parseSynopsis(html: string): readonly string[] {
  let text = ''
  let silence = 0
  const parser = new Parser({
    onopentag(name) {
      if (silent.has(name)) silence++
      if (breaks.has(name)) text += '\n'
      if (blocks.has(name)) text += '\n\n'
    },
    onclosetag(name) {
      if (silent.has(name)) silence--
      if (blocks.has(name)) text += '\n\n'
    },
    ontext(words) {
      if (silence === 0) text += words
    },
  })
  parser.end(html.slice(0, mostCharacters))
  return text
    .replace(/~!.*?(!~|$)/gs, '')
    .replace(/\r/g, '')
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .trim(),
    )
    .filter((paragraph) => paragraph !== '')
}
