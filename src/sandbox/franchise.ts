import {
  isRelationKind,
  type MediaStatus,
  parseFuzzyDate,
  reverse,
  type SandboxMedia,
  type SandboxRelation,
} from './media.ts'

export interface Franchise {
  readonly media: readonly SandboxMedia[]
  readonly relations: readonly SandboxRelation[]
}

/** The source form of a franchise. Dashes mean that AniList does not say. */
export interface FranchiseTable {
  /** One neutral sentence of our own, used as the description of every media. */
  readonly synopsis: string
  readonly genres: string
  readonly studio: string
  /**
   * One media per line:
   *
   *     id  MyAnimeList-id  format  status  episodes×minutes  start  end  score  romaji | english | native
   *
   * The status is `out`, `airing:N` (N airs next), `announced`, `cancelled`, `hiatus` or `-`. A fourth title `adult`
   * marks adult media.
   */
  readonly media: string
  /** One chain per line: `1 SEQUEL 2 SEQUEL 3`. Adds inverses (`3 PREQUEL 2`), unless it ends in `one-way`. */
  readonly relations: string
}

/**
 * Parses a franchise. Throws an Error that quotes an invalid line.
 *
 * @example
 * franchise({ synopsis: '…', genres: 'Drama', studio: '…',
 *   media: '1 1 TV out 26×24 1998-04-03 1999-04-24 86 Cowboy Bebop | Cowboy Bebop | カウボーイビバップ',
 *   relations: '' })
 */
export function franchise(table: FranchiseTable): Franchise {
  return {
    media: lines(table.media).map((line) => parseMedia(line, table)),
    relations: lines(table.relations).flatMap(parseRelations),
  }
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const mediaLine = /^(\d+) +(\d+|-) +(\w+|-) +(\S+) +(\S+) +([\d-]+) +([\d-]+) +(\d+|-) +(.+)$/
const mangaFormats = ['MANGA', 'NOVEL', 'ONE_SHOT']

function parseMedia(line: string, table: FranchiseTable): SandboxMedia {
  const [
    ,
    id,
    idMal = '',
    format = '',
    status = '',
    length = '',
    start = '',
    end = '',
    score = '',
    titles = '',
  ] = mediaLine.exec(line) ?? []
  if (id === undefined) throw new Error(`This line of a franchise is not a media: ${line}`)
  const [romaji, english, native, adult] = titles.split(' | ').map(orNull)
  const [episodes, duration] = length.split('×').map(numberOrNull)
  const isManga = mangaFormats.includes(format)
  return {
    id: Number(id),
    idMal: numberOrNull(idMal),
    type: isManga ? 'MANGA' : 'ANIME',
    format: orNull(format),
    ...parseStatus(status, line),
    isAdult: adult === 'adult',
    title: { romaji: romaji ?? null, english: english ?? null, native: native ?? null },
    episodes: episodes ?? null,
    duration: duration ?? null,
    startDate: parseFuzzyDate(start),
    endDate: parseFuzzyDate(end),
    averageScore: numberOrNull(score),
    genres: table.genres.split(', '),
    synonyms: [],
    studio: isManga ? null : table.studio,
    synopsis: table.synopsis,
  }
}

const statuses: Readonly<Record<string, MediaStatus | null>> = {
  '-': null,
  out: 'FINISHED',
  airing: 'RELEASING',
  announced: 'NOT_YET_RELEASED',
  cancelled: 'CANCELLED',
  hiatus: 'HIATUS',
}

function parseStatus(text: string, line: string): Pick<SandboxMedia, 'status' | 'nextEpisode'> {
  const [word = '', next] = text.split(':')
  const status = statuses[word]
  if (status === undefined)
    throw new Error(`This line of a franchise has an unknown status "${text}": ${line}`)
  return { status, nextEpisode: next === undefined ? null : Number(next) }
}

function parseRelations(line: string): SandboxRelation[] {
  const words = line.split(/ +/)
  const oneWay = words.at(-1) === 'one-way'
  if (oneWay) words.pop()
  const relations: SandboxRelation[] = []
  for (let i = 0; i + 2 < words.length; i += 2) {
    const [from, kind = '', to] = [Number(words[i]), words[i + 1], Number(words[i + 2])]
    if (!isRelationKind(kind) || !from || !to) break
    relations.push({ from, to, kind })
  }
  if (words.length < 3 || relations.length * 2 + 1 !== words.length) {
    throw new Error(`This line of a franchise is not a relation: ${line}`)
  }
  return oneWay ? relations : relations.flatMap((relation) => [relation, reverse(relation)])
}

const orNull = (text: string) => (text.trim() === '-' ? null : text.trim())
const numberOrNull = (text: string) => (text === '-' ? null : Number(text))
