import { countList, type ListCounts } from '../core/list.ts'
import { type Media, type MediaFormat, type MediaStatus, type MediaTitle, siteUrl } from '../core/media.ts'
import type { RelationKind } from '../core/relation.ts'
import type { ScoreFormat } from '../core/score.ts'
import type { ExclusionRule } from '../core/search.ts'
import { countHidden, type Exclusion } from '../core/sequels.ts'
import type { Scan, Upstream } from './run-scan.ts'

/** The answer of a scan as programs read it: `scan --json` prints it and the HTTP API sends it. */
export interface ScanAnswer {
  readonly user: UserAnswer
  readonly list: ListCounts
  /** Franchise by franchise, each in watch order. */
  readonly missing: readonly MissingAnswer[]
  /** How many titles each rule hid. */
  readonly hidden: Readonly<Record<ExclusionRule, number>>
  /** These titles, on request. */
  readonly hiddenTitles?: readonly HiddenAnswer[]
  readonly upstream: Upstream
  /** Present if AniList failed during the scan, so titles may be missing. */
  readonly incomplete?: { readonly code: string; readonly message: string }
}

export interface UserAnswer {
  readonly id: number | null
  readonly name: string
  readonly avatarUrl: string | null
  /** The format of the list's scores; `null` if unknown. */
  readonly scoreFormat: ScoreFormat | null
}

export interface MissingAnswer {
  readonly media: MediaAnswer
  /** Steps from the nearest watched entry. */
  readonly distance: number
  /** The kind of the last step. */
  readonly relation: RelationKind
  /** Ids from that entry to this media. */
  readonly path: readonly number[]
  /** The smallest media id of its franchise. */
  readonly franchise: number
}

export interface HiddenAnswer {
  readonly media: MediaAnswer
  readonly rule: ExclusionRule
  readonly distance: number
  /** If its whole franchise is ignored: the id that it is ignored by. */
  readonly ignoredThrough?: number
}

export interface MediaAnswer {
  readonly id: number
  readonly title: MediaTitle
  readonly format: MediaFormat | null
  readonly status: MediaStatus | null
  readonly episodes: number | null
  /** Minutes of one episode. */
  readonly duration: number | null
  /** Of the first broadcast or release. */
  readonly year: number | null
  /** AniList's average, 0 to 100. */
  readonly score: number | null
  readonly coverUrl: string | null
  readonly siteUrl: string
}

export function toScanAnswer(scan: Scan, options: { showHidden: boolean }): ScanAnswer {
  const { user, answer } = scan
  return {
    user: { id: user.id, name: user.name, avatarUrl: user.avatarUrl, scoreFormat: user.scoreFormat },
    list: countList(scan.list),
    missing: answer.missing.map((one) => ({
      media: toMediaAnswer(one.media),
      distance: one.distance,
      relation: one.relation,
      path: one.path,
      franchise: one.franchise,
    })),
    hidden: countHidden(answer.hidden),
    ...(options.showHidden && {
      hiddenTitles: answer.hidden.map((one) => toHiddenAnswer(one, scan.ignoredThrough?.get(one.media.id))),
    }),
    upstream: scan.upstream,
    ...(scan.incomplete && { incomplete: scan.incomplete }),
  }
}

function toHiddenAnswer(
  { media, rule, distance }: Exclusion,
  ignoredThrough: number | undefined,
): HiddenAnswer {
  const isThrough = rule === 'ignored' && ignoredThrough !== undefined
  return { media: toMediaAnswer(media), rule, distance, ...(isThrough && { ignoredThrough }) }
}

export function toMediaAnswer(media: Media): MediaAnswer {
  const { id, title, format, status, episodes, duration, score, coverUrl } = media
  const year = media.startDate.year
  return { id, title, format, status, episodes, duration, year, score, coverUrl, siteUrl: siteUrl(media) }
}
