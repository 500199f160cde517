import type { GraphQLResolveInfo } from 'graphql'
import type { Edge } from '../catalogue.ts'
import { mediaName, nextAiringAt, type SandboxMedia, seasonOf } from '../media.ts'
import { popularityOf } from '../popularity.ts'
import { posterColor } from '../poster.ts'
import { hash } from '../random.ts'
import { type Fields, toSeconds } from '../request-context.ts'
import { listedEntry } from './list-fields.ts'

/** Resolvers of `Media`; all other fields return the property of the same name. */
export const mediaFields: Fields<SandboxMedia> = {
  description: ({ synopsis }) => synopsis,
  season: ({ startDate }) => seasonOf(startDate).season,
  seasonYear: ({ startDate }) => seasonOf(startDate).seasonYear,
  countryOfOrigin: () => 'JP',
  updatedAt: (_media, _args, { now }) => toSeconds(now),
  coverImage: ({ id }, _args, { url }) => {
    const poster = `${url}/posters/${id}.svg`
    return { extraLarge: poster, large: poster, medium: poster, color: posterColor(id) }
  },
  bannerImage: () => null,
  meanScore: ({ averageScore }) => averageScore,
  popularity: popularityOf,
  relations: ({ id }, _args, { catalogue, budget, behaviour }, info) => {
    const level = connectionsAbove(info) + 1
    if (behaviour.nesting !== 'all' && level > behaviour.nesting) return []
    const whole = catalogue.edgesFrom(id)
    // Different positions for each media, as most have fewer than three.
    const edges = behaviour.thin && level > 1 ? whole.filter((_edge, i) => (id + i) % 3 > 0) : whole
    return budget.spend(edges.length) ? edges : null
  },
  studios: ({ studio }) =>
    studio === null ? [] : [{ id: hash(studio) % 10_000, name: studio, isAnimationStudio: true }],
  nextAiringEpisode: (media, _args, { now }) => {
    if (media.nextEpisode === null) return null
    const airingAt = nextAiringAt(media, now)
    const timeUntilAiring = airingAt - toSeconds(now)
    return {
      id: media.id * 100 + media.nextEpisode,
      airingAt,
      timeUntilAiring,
      episode: media.nextEpisode,
      mediaId: media.id,
    }
  },
  mediaListEntry: (media, _args, { viewer }, info) => {
    const entry = viewer && connectionsAbove(info) === 0 ? viewer.list.ofMedia(media.id) : undefined
    return viewer && entry ? listedEntry(entry, viewer) : null
  },
  siteUrl: ({ id, type }) => `https://anilist.co/${type.toLowerCase()}/${id}`,
  title: (media) => media,
}

/** How many `relations` fields enclose a field. */
function connectionsAbove({ path }: GraphQLResolveInfo): number {
  let count = 0
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step; step = step.prev) {
    if (step.typename === 'MediaConnection') count++
  }
  return count
}

/** The source is the media itself, as the fallback needs its id. */
export const mediaTitleFields: Fields<SandboxMedia> = {
  romaji: ({ title }) => title.romaji,
  english: ({ title }) => title.english,
  native: ({ title }) => title.native,
  userPreferred: (media, _args, { viewer }) => {
    if (viewer?.titleLanguage === 'ENGLISH') return media.title.english ?? mediaName(media)
    if (viewer?.titleLanguage === 'NATIVE') return media.title.native ?? mediaName(media)
    return mediaName(media)
  },
}

export const mediaConnectionFields: Fields<readonly Edge[]> = {
  edges: (edges) => edges,
  nodes: (edges) => edges.map(({ node }) => node),
  pageInfo: (edges) => ({
    total: edges.length,
    perPage: edges.length,
    currentPage: 1,
    lastPage: 1,
    hasNextPage: false,
  }),
}

export const mediaEdgeFields: Fields<Edge> = {
  relationType: ({ kind }, { version }) => (version >= 2 ? kind : (oldKinds[kind] ?? kind)),
}

/** Version 1 maps newer kinds to these. */
const oldKinds: Readonly<Partial<Record<Edge['kind'], string>>> = {
  SOURCE: 'ADAPTATION',
  COMPILATION: 'OTHER',
  CONTAINS: 'OTHER',
}

type StudioNode = { readonly id: number }

export const studioConnectionFields: Fields<readonly StudioNode[]> = {
  nodes: (studios) => studios,
  edges: (studios) => studios.map((node) => ({ node, id: node.id, isMain: true })),
}

/** Whether a title or synonym of the media contains the text. */
export function isNamed({ title, synonyms }: SandboxMedia, text: string): boolean {
  const wanted = text.toLowerCase()
  return [title.romaji, title.english, title.native, ...synonyms].some((name) =>
    name?.toLowerCase().includes(wanted),
  )
}
