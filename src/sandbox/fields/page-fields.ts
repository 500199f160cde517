import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'
import { ApiError } from '../api-error.ts'
import type { SandboxMedia } from '../media.ts'
import type { Fields, RequestContext } from '../request-context.ts'
import { isNamed } from './media-fields.ts'
import { type NotificationArguments, readNotifications } from './user-fields.ts'

/** A page being resolved. Its data field sets `hasNextPage`. */
interface Page {
  readonly page: number
  readonly perPage: number
  hasNextPage: boolean
}

const maxPerPage = 50

/** `Query.Page`, with at most 50 items per page. */
export function openPage(
  args: { page?: number | null; perPage?: number | null },
  info: GraphQLResolveInfo,
): Page {
  const fields = new Set(
    info.fieldNodes.flatMap(({ selectionSet }) => (selectionSet ? dataFields(selectionSet, info) : [])),
  )
  if (fields.size > 1)
    throw new ApiError(400, `A Page holds one field of data, not ${[...fields].join(' and ')}.`)
  const perPage = Math.min(Math.max(args.perPage ?? maxPerPage, 1), maxPerPage)
  return { page: Math.max(args.page ?? 1, 1), perPage, hasNextPage: false }
}

/** Response names, so that two aliases of `media` count as two. */
function dataFields(set: SelectionSetNode, info: GraphQLResolveInfo): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const isData = selection.name.value !== 'pageInfo' && selection.name.value !== '__typename'
      return isData ? [selection.alias?.value ?? selection.name.value] : []
    }
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection
    return inner ? dataFields(inner.selectionSet, info) : []
  })
}

function cut<T>(page: Page, items: readonly T[]): readonly T[] {
  const start = (page.page - 1) * page.perPage
  page.hasNextPage = start + page.perPage < items.length
  return items.slice(start, start + page.perPage)
}

export const pageFields: Fields<Page> = {
  media: (page, args: MediaArguments, context) => cut(page, findMedia(args, context)),
  users: (page, { id, name, search }: UserArguments, { users }) => {
    if (name) users.find(name)
    const wanted = search?.toLowerCase()
    const matches = users.all.filter(
      (user) =>
        !user.isPrivate &&
        (id == null || user.id === id) &&
        (!name || user.name.toLowerCase() === name.toLowerCase()) &&
        (!wanted || user.name.toLowerCase().includes(wanted)),
    )
    return cut(page, matches)
  },
  notifications: (page, args: NotificationArguments, context) => cut(page, readNotifications(args, context)),
  // Fields resolve in query order, so pageInfo waits for the data. The totals are as wrong as AniList's.
  pageInfo: async (page) => {
    await Promise.resolve()
    return {
      total: 5000,
      perPage: page.perPage,
      currentPage: page.page,
      lastPage: Math.ceil(5000 / page.perPage),
      hasNextPage: page.hasNextPage,
    }
  },
}

interface UserArguments {
  readonly id?: number | null
  readonly name?: string | null
  readonly search?: string | null
}

export interface MediaArguments {
  readonly id?: number | null
  readonly idMal?: number | null
  readonly id_in?: readonly (number | null)[] | null
  readonly type?: SandboxMedia['type'] | null
  readonly search?: string | null
}

/** Media that match all arguments, ordered by id. As on AniList, an empty list of ids does not filter. */
export function findMedia(
  { id, idMal, id_in: ids, type, search }: MediaArguments,
  context: RequestContext,
): SandboxMedia[] {
  const wanted = ids?.length ? ids : id == null ? undefined : [id]
  const candidates = wanted
    ? [...new Set(wanted)].flatMap((one) => context.catalogue.find(one ?? 0) ?? [])
    : context.catalogue.media
  const found = candidates.filter(
    (media) =>
      (id == null || media.id === id) &&
      (idMal == null || media.idMal === idMal) &&
      (!type || media.type === type) &&
      (!search || isNamed(media, search)),
  )
  return found.sort((a, b) => a.id - b.id)
}
