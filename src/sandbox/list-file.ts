import { readFileSync } from 'node:fs'
import type { Catalogue } from './catalogue.ts'
import {
  type FuzzyDate,
  isRelationKind,
  reverse,
  type SandboxMedia,
  type SandboxRelation,
  unknownDate,
} from './media.ts'
import { makeUser, type SandboxUser } from './user.ts'
import { type ListStatus, listStatuses, UserList } from './user-list.ts'

/** The file is missing, not JSON, or not a list. */
class ListFileError extends Error {
  readonly code = 'bad-list-file'

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file} ${reason}. Use a reply of AniList to MediaListCollection, saved as JSON.`, options)
    this.name = 'ListFileError'
  }
}

/**
 * Serves a list saved from AniList as the public user `real`: a reply to `MediaListCollection`, with or without the
 * enclosing `data`, including relations. Adds its media, and those that their relations mention, to the catalogue. The
 * relations of mentioned media are unknown, so the inverse edges are added, which allows chains to continue from
 * there. Throws an Error with the code `bad-list-file` for an invalid file.
 */
export function loadListFile(file: string, catalogue: Catalogue): SandboxUser {
  const collection = readCollection(file)
  const list = new UserList(900_000_000)
  const customLists = new Set<string>()
  const listed = new Map<number, SavedMedia>()
  for (const { name, isCustomList, entries } of collection) {
    if (isCustomList && name) customLists.add(name)
    for (const entry of entries ?? []) {
      if (!isStatus(entry.status))
        throw new ListFileError(file, `has an entry with the status ${entry.status}`)
      const earlier = list.ofMedia(entry.media.id)
      const custom = isCustomList && name ? [name] : []
      if (!earlier) listed.set(entry.media.id, entry.media)
      list.save(
        entry.media.id,
        {
          status: entry.status,
          score: entry.score ?? 0,
          progress: entry.progress ?? 0,
          repeat: entry.repeat ?? 0,
          private: entry.private ?? false,
          notes: entry.notes ?? null,
          hiddenFromStatusLists: custom.length > 0 && (earlier?.hiddenFromStatusLists ?? true),
          customLists: [...(earlier?.customLists ?? []), ...custom],
          startedAt: { ...unknownDate, ...entry.startedAt },
          completedAt: { ...unknownDate, ...entry.completedAt },
        },
        entry.updatedAt ?? 1_704_067_200,
      )
    }
  }
  addMedia(listed, catalogue)
  return makeUser({ id: 100, name: 'real', scoreFormat: 'POINT_100', list, customLists: [...customLists] })
}

function addMedia(listed: ReadonlyMap<number, SavedMedia>, catalogue: Catalogue): void {
  const media = new Map<number, SandboxMedia>()
  const relations = new Map<string, SandboxRelation>()
  const enter = (relation: SandboxRelation) => {
    if (!catalogue.hasRelation(relation))
      relations.set(`${relation.from} ${relation.kind} ${relation.to}`, relation)
  }
  for (const one of listed.values()) {
    media.set(one.id, toMedia(one))
    for (const { relationType, node } of one.relations?.edges ?? []) {
      if (!node || !isRelationKind(relationType)) continue
      if (!listed.has(node.id)) media.set(node.id, toMedia(node))
      const relation = { from: one.id, to: node.id, kind: relationType }
      enter(relation)
      if (!listed.has(node.id)) enter(reverse(relation))
    }
  }
  catalogue.add({ media: [...media.values()], relations: [...relations.values()] })
}

function readCollection(file: string): readonly SavedGroup[] {
  let saved: { data?: SavedReply } & SavedReply
  try {
    saved = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new ListFileError(file, cause instanceof SyntaxError ? 'is not JSON' : "can't be read", { cause })
  }
  const lists: readonly SavedGroup[] | undefined = (saved?.data ?? saved)?.MediaListCollection?.lists
  if (!Array.isArray(lists)) throw new ListFileError(file, 'contains no MediaListCollection.lists')
  if (lists.some((group: SavedGroup) => group.entries?.some(({ media }) => typeof media?.id !== 'number'))) {
    throw new ListFileError(file, 'has an entry without a media')
  }
  return lists
}

const isStatus = (text: string): text is ListStatus => (listStatuses as readonly string[]).includes(text)

interface SavedReply {
  MediaListCollection?: { lists?: readonly SavedGroup[] }
}

interface SavedGroup {
  readonly name?: string
  readonly isCustomList?: boolean
  readonly entries?: readonly SavedEntry[]
}

interface SavedEntry {
  readonly status: string
  readonly score?: number
  readonly progress?: number
  readonly repeat?: number
  readonly private?: boolean
  readonly notes?: string
  readonly startedAt?: Partial<FuzzyDate>
  readonly completedAt?: Partial<FuzzyDate>
  readonly updatedAt?: number
  readonly media: SavedMedia
}

/** Fields that are null or were not requested may be absent from such files. */
interface SavedMedia extends Partial<Omit<SandboxMedia, 'id' | 'title' | 'startDate' | 'endDate'>> {
  readonly id: number
  readonly title?: Partial<SandboxMedia['title']>
  readonly startDate?: Partial<FuzzyDate>
  readonly endDate?: Partial<FuzzyDate>
  readonly nextAiringEpisode?: { readonly episode: number } | null
  readonly relations?: { readonly edges?: readonly { relationType: string; node?: SavedMedia | null }[] }
}

function toMedia(saved: SavedMedia): SandboxMedia {
  return {
    id: saved.id,
    idMal: saved.idMal ?? null,
    type: saved.type ?? 'ANIME',
    format: saved.format ?? null,
    status: saved.status ?? null,
    isAdult: saved.isAdult ?? false,
    title: {
      romaji: saved.title?.romaji ?? null,
      english: saved.title?.english ?? null,
      native: saved.title?.native ?? null,
    },
    episodes: saved.episodes ?? null,
    duration: saved.duration ?? null,
    startDate: { ...unknownDate, ...saved.startDate },
    endDate: { ...unknownDate, ...saved.endDate },
    averageScore: saved.averageScore ?? null,
    genres: saved.genres ?? [],
    synonyms: saved.synonyms ?? [],
    studio: null,
    synopsis: null,
    nextEpisode: saved.nextAiringEpisode?.episode ?? null,
  }
}
