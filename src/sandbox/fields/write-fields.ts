import { invalidArgument, notFound } from '../api-error.ts'
import { type FuzzyDate, unknownDate } from '../media.ts'
import { type Fields, toSeconds, viewerOf } from '../request-context.ts'
import type { SandboxUser } from '../user.ts'
import { type EntryChange, type ListStatus, parseScore } from '../user-list.ts'
import { listedEntry } from './list-fields.ts'

interface WriteArguments {
  readonly id?: number | null
  readonly ids?: readonly (number | null)[] | null
  readonly mediaId?: number | null
  readonly status?: ListStatus | null
  readonly score?: number | null
  readonly scoreRaw?: number | null
  readonly progress?: number | null
  readonly repeat?: number | null
  readonly private?: boolean | null
  readonly notes?: string | null
  readonly hiddenFromStatusLists?: boolean | null
  readonly customLists?: readonly (string | null)[] | null
  readonly startedAt?: Partial<FuzzyDate> | null
  readonly completedAt?: Partial<FuzzyDate> | null
}

/** Resolvers of `Mutation`. All need a token. */
export const mutationFields: Fields<unknown> = {
  SaveMediaListEntry: (_source, args: WriteArguments, context) => {
    const viewer = viewerOf(context)
    const mediaId = args.id == null ? args.mediaId : viewer.list.byId(args.id)?.mediaId
    if (mediaId == null && args.id != null) throw notFound()
    if (mediaId == null || !context.catalogue.find(mediaId)) {
      throw invalidArgument('mediaId', 'The selected media id is invalid.')
    }
    return listedEntry(viewer.list.save(mediaId, changeOf(args, viewer), toSeconds(context.now)), viewer)
  },
  UpdateMediaListEntries: (_source, args: WriteArguments, context) => {
    const viewer = viewerOf(context)
    if (!args.ids?.length) throw invalidArgument('ids', 'The ids field is required.')
    const entries = args.ids.map((id) => viewer.list.byId(id ?? 0) ?? missing())
    const change = changeOf(args, viewer)
    return entries.map(({ mediaId }) =>
      listedEntry(viewer.list.save(mediaId, change, toSeconds(context.now)), viewer),
    )
  },
  DeleteMediaListEntry: (_source, { id }: WriteArguments, context) => {
    const viewer = viewerOf(context)
    if (id == null) throw invalidArgument('id', 'The id field is required.')
    return { deleted: viewer.list.remove(id) }
  },
}

function missing(): never {
  throw notFound()
}

/** The change that the arguments make. Absent and null ones leave the entry unchanged. */
function changeOf(args: WriteArguments, { scoreFormat, customLists }: SandboxUser): EntryChange {
  const score = args.scoreRaw ?? (args.score == null ? undefined : parseScore(args.score, scoreFormat))
  const chosen = args.customLists?.flatMap((name) => customLists.find((own) => own === name) ?? [])
  return {
    ...(args.status && { status: args.status }),
    ...(score !== undefined && { score }),
    ...(args.progress != null && { progress: args.progress }),
    ...(args.repeat != null && { repeat: args.repeat }),
    ...(args.private != null && { private: args.private }),
    ...(args.notes != null && { notes: args.notes }),
    ...(args.hiddenFromStatusLists != null && { hiddenFromStatusLists: args.hiddenFromStatusLists }),
    ...(chosen && { customLists: chosen }),
    ...(args.startedAt && { startedAt: { ...unknownDate, ...args.startedAt } }),
    ...(args.completedAt && { completedAt: { ...unknownDate, ...args.completedAt } }),
  }
}
