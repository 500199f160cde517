import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'
import { internalError, invalidArgument, privateUser } from '../api-error.ts'
import type { Fields, RequestContext } from '../request-context.ts'
import type { SandboxUser } from '../user.ts'
import {
  formatScore,
  groupEntries,
  type ListStatus,
  type SandboxEntry,
  type ScoreFormat,
} from '../user-list.ts'

export interface ListedEntry extends SandboxEntry {
  readonly owner: SandboxUser
}

/** Uses the entry as the prototype instead of copying it, as lists are large. */
export function listedEntry(entry: SandboxEntry, owner: SandboxUser): ListedEntry {
  return Object.create(entry, { owner: { value: owner } })
}

export const mediaListFields: Fields<ListedEntry> = {
  userId: ({ owner }) => owner.id,
  score: ({ score, owner }, { format }: { format?: ScoreFormat }) =>
    formatScore(score, format ?? owner.scoreFormat),
  customLists: ({ customLists, owner }, { asArray }: { asArray?: boolean }) =>
    asArray
      ? owner.customLists.map((name) => ({ name, enabled: customLists.includes(name) }))
      : Object.fromEntries(owner.customLists.map((name) => [name, customLists.includes(name)])),
  media: ({ mediaId }, _args, { catalogue }) => catalogue.find(mediaId),
  user: ({ owner }) => owner,
}

export interface CollectionArguments {
  readonly userId?: number | null
  readonly userName?: string | null
  readonly type?: 'ANIME' | 'MANGA' | null
  readonly status?: ListStatus | null
  readonly status_in?: readonly ListStatus[] | null
  readonly chunk?: number | null
  readonly perChunk?: number | null
}

const maxPerChunk = 500

/** For longer lists, AniList fails on studios inside relations. */
const studiosFailAbove = 500

/** `Query.MediaListCollection`: the whole list or a chunk of it. */
export function readCollection(args: CollectionArguments, context: RequestContext, info: GraphQLResolveInfo) {
  if (!args.type) throw invalidArgument('type', 'The type field is required.')
  if (args.userId == null && args.userName == null)
    throw invalidArgument('userId', 'The user id field is required.')
  const user = visibleUser(context.users.get({ id: args.userId, name: args.userName }), context)
  const found = user.list.entries.filter(
    (entry) =>
      (!entry.private || user === context.viewer) &&
      context.catalogue.find(entry.mediaId)?.type === args.type &&
      (!args.status || entry.status === args.status) &&
      (!args.status_in || args.status_in.includes(entry.status)),
  )
  const perChunk = Math.min(args.perChunk ?? maxPerChunk, maxPerChunk)
  const start = args.chunk == null ? 0 : (Math.max(args.chunk, 1) - 1) * perChunk
  const chunk = args.chunk == null ? found : found.slice(start, start + perChunk)
  if (chunk.length > studiosFailAbove && asksForStudiosInRelations(info)) throw internalError()

  const formatOf = (id: number) => context.catalogue.find(id)?.format ?? null
  const groups = groupEntries(chunk, user.customLists, user.splitCompletedByFormat, formatOf)
  return {
    user,
    hasNextChunk: start + chunk.length < found.length,
    lists: groups.map((group) => ({
      ...group,
      entries: group.entries.map((entry) => listedEntry(entry, user)),
    })),
  }
}

/** Throws AniList's "Private User" unless the viewer may see the user. */
export function visibleUser(user: SandboxUser, { viewer }: RequestContext): SandboxUser {
  if (user.isPrivate && user !== viewer) throw privateUser()
  return user
}

function asksForStudiosInRelations({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  const sets = fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  return sets.some((set) =>
    contains(set, 'relations', fragments, (inner) => contains(inner, 'studios', fragments)),
  )
}

/** Whether a field of that name is selected at any depth, with a selection that passes `test`. */
function contains(
  set: SelectionSetNode,
  name: string,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  test?: (inner: SelectionSetNode) => boolean,
): boolean {
  return set.selections.some((selection) => {
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragments[selection.name.value]?.selectionSet
        : selection.selectionSet
    if (inner === undefined) return false
    if (selection.kind === Kind.FIELD && selection.name.value === name && (!test || test(inner))) return true
    return contains(inner, name, fragments, test)
  })
}
