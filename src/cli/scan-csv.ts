import { stringify } from 'csv-stringify/sync'
import { displayTitle, siteUrl } from '../core/media.ts'
import type { Scan } from '../scan/run-scan.ts'

/** One row a missing title, for spreadsheets: RFC 4180, with texts that a spreadsheet would run as formulas made harmless. */
export function formatScanCsv({ answer }: Scan): string {
  const franchiseTitles = new Map(answer.franchises.map(({ id, title }) => [id, title]))
  const rows = answer.missing.map(({ media, distance, relation, path, franchise }) => ({
    franchise: franchiseTitles.get(franchise),
    id: media.id,
    title: displayTitle(media),
    romaji: media.title.romaji,
    native: media.title.native,
    format: media.format,
    status: media.status,
    year: media.startDate.year,
    episodes: media.episodes,
    duration: media.duration,
    score: media.score,
    distance,
    relation,
    path: path.join(' '),
    url: siteUrl(media),
  }))
  return stringify(rows, { header: true, columns, escape_formulas: true, record_delimiter: '\r\n' })
}

const columns = [
  'franchise',
  'id',
  'title',
  'romaji',
  'native',
  'format',
  'status',
  'year',
  'episodes',
  'duration',
  'score',
  'distance',
  'relation',
  'path',
  'url',
]
