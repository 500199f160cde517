import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { WriteStream } from 'node:tty'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { ReadList } from '../anilist/user-list.ts'
import { parseListFile } from '../anilist/user-list.ts'
import { loadConfig } from '../config/config.ts'
import { displayTitle, siteUrl } from '../core/media.ts'
import { type OptionalKind, optionalKinds } from '../core/relation.ts'
import { defaultSearch, type SearchOptions } from '../core/search.ts'
import { type WatchOrder, watchOrders } from '../core/watch-order.ts'
import type { Scan, ScanProgress } from '../scan/run-scan.ts'
import { toScanAnswer } from '../scan/scan-answer.ts'
import { createServices } from '../services.ts'
import { CommandError, programName } from './failure.ts'

interface ScanFlags {
  readonly depth: number
  readonly relations: readonly OptionalKind[]
  readonly adult?: true
  readonly music?: true
  readonly throughDropped?: true
  readonly fromPlanned?: true
  readonly order: WatchOrder
  readonly showHidden?: true
  readonly partial?: true
  readonly listFile?: string
  readonly format: Format
  readonly json?: true
}
type Format = (typeof formats)[number]
const formats = ['table', 'json', 'csv'] as const

const help = `
A chain starts at each title that you have completed or are watching, and continues through titles you planned,
paused or never added. Titles in a chain that are not on your list are missing. A chain stops at dropped titles.

Relation types: ${optionalKinds.join(', ')}

Watch orders:
  release    by release date, as most fans recommend
  story      as the story is told: prequels first, side stories where they belong
  essential  by release date, without recaps and alternative versions

Examples:
  ${programName} scan NAME --depth 1                      only the next title in each chain
  ${programName} scan NAME --relations SIDE_STORY,PARENT  side stories as well
  ${programName} scan NAME --format csv > missing.csv     for a spreadsheet
  ${programName} scan --list-file list.json               a list saved from AniList`

/** `scan NAME`: scans a list. */
export function scanCommand(): Command {
  return new Command('scan')
    .description('Show every sequel missing from an AniList list, by franchise and in watch order.')
    .argument('[name]', 'an AniList username')
    .addOption(
      new Option('--depth <steps>', 'how many titles ahead to look in each chain')
        .argParser(parseDepth)
        .default(Infinity, 'all'),
    )
    .addOption(
      new Option('--relations <types>', 'relation types to follow in addition to SEQUEL, comma-separated')
        .argParser(parseKinds)
        .default([], 'none'),
    )
    .option('--adult', 'include adult content')
    .option('--music', 'include music videos')
    .option('--through-dropped', 'continue past titles you dropped')
    .option('--from-planned', 'start from planned and paused titles too')
    .addOption(
      new Option('--order <order>', 'the watch order within each franchise')
        .choices(watchOrders)
        .default('release'),
    )
    .option('--show-hidden', 'list the hidden titles')
    .option('--partial', 'if AniList fails partway, show what was found so far')
    .option('--list-file <file>', "scan a saved reply to AniList's MediaListCollection query")
    .addOption(new Option('--format <format>', 'the output format').choices(formats).default('table'))
    .option('--json', 'same as --format json')
    .addHelpText('after', help)
    .action(scanAndPrint)
}

async function scanAndPrint(name: string | undefined, flags: ScanFlags): Promise<void> {
  if (name !== undefined && flags.listFile !== undefined) {
    throw new CommandError('usage', 'Give a name or --list-file, not both.')
  }
  if (name?.trim() === '' || (name === undefined && flags.listFile === undefined)) {
    throw new CommandError('usage', `Give an AniList username, as in: ${programName} scan NAME`)
  }
  const config = await loadConfig()
  // One of them is given, as checked above.
  const list = flags.listFile === undefined ? (name as string) : await readListFile(flags.listFile)
  const services = await createServices(config)
  const progress = scanProgress(process.stderr, typeof list === 'string' ? list : list.user.name)
  try {
    const scan = await services.scan({
      list,
      search: searchOptions(flags),
      priority: 'interactive',
      partial: flags.partial ?? false,
      signal: AbortSignal.timeout(config.scanTimeoutSeconds * 1000),
      onProgress: progress.show,
    })
    progress.end()
    process.stdout.write(await formatScan(scan, flags))
    if (scan.incomplete) console.error(`warning: incomplete: ${scan.incomplete.message}`)
  } finally {
    progress.end()
    await services.close()
  }
}

function searchOptions(flags: ScanFlags): SearchOptions {
  return {
    ...defaultSearch,
    depth: flags.depth,
    relations: flags.relations,
    adult: flags.adult ?? false,
    music: flags.music ?? false,
    throughDropped: flags.throughDropped ?? false,
    fromPlanned: flags.fromPlanned ?? false,
    order: flags.order,
  }
}

async function formatScan(scan: Scan, flags: ScanFlags): Promise<string> {
  const showHidden = flags.showHidden ?? false
  switch (flags.json ? 'json' : flags.format) {
    case 'json':
      return `${JSON.stringify(toScanAnswer(scan, { showHidden }), null, 2)}\n`
    case 'csv':
      return formatCsv(scan)
    case 'table': {
      const { formatScanTable } = await import('./scan-table.ts')
      return formatScanTable(scan, { showHidden, columns: terminalColumns() })
    }
  }
}

/** One row per missing title, for spreadsheets: RFC 4180, with texts escaped that would run as formulas. */
async function formatCsv({ answer }: Scan): Promise<string> {
  const { stringify } = await import('csv-stringify/sync')
  const franchiseTitles = new Map(answer.franchises.map(({ id, title }) => [id, title]))
  const rows = answer.missing.map(({ media, distance, relation, path, franchise }) => [
    ...[
      franchiseTitles.get(franchise),
      media.id,
      displayTitle(media),
      media.title.romaji,
      media.title.native,
    ],
    ...[media.format, media.status, media.startDate.year, media.episodes, media.duration, media.score],
    ...[distance, relation, path.join(' '), siteUrl(media)],
  ])
  return stringify(rows, {
    header: true,
    columns: csvColumns,
    escape_formulas: true,
    record_delimiter: '\r\n',
  })
}

const csvColumns = [
  ...['franchise', 'id', 'title', 'romaji', 'native'],
  ...['format', 'status', 'year', 'episodes', 'duration', 'score'],
  ...['distance', 'relation', 'path', 'url'],
]

/** Output that is not a terminal may have long lines, unless COLUMNS says otherwise. */
function terminalColumns(): number {
  return process.stdout.columns ?? (Number(process.env.COLUMNS) || 140)
}

async function readListFile(file: string): Promise<ReadList> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new CommandError('list-file-unreadable', `The list file ${file} can't be read. Check its path.`, {
      cause: error,
    })
  }
  return parseListFile(text, basename(file))
}

function parseDepth(text: string): number {
  if (text === 'all') return Infinity
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number from 1, or "all".')
  return Number(text)
}

function parseKinds(text: string): OptionalKind[] {
  const kinds = text.split(',').map((kind) => kind.trim().toUpperCase().replaceAll('-', '_'))
  // Naming SEQUEL, which is always followed, is allowed.
  const wanted = kinds.filter((kind) => kind !== '' && kind !== 'SEQUEL')
  const unknown = wanted.find((kind) => !isOptionalKind(kind))
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `"${unknown}" isn't a relation type that can be followed. Use ${optionalKinds.join(', ')}.`,
    )
  }
  return [...new Set(wanted.filter(isOptionalKind))]
}

function isOptionalKind(text: string): text is OptionalKind {
  return optionalKinds.some((kind) => kind === text)
}

export interface ProgressPrinter {
  show(progress: ScanProgress): void
  /** Clears the line; nothing is shown after that. */
  end(): void
}

/**
 * Shows a scan's progress: a changing line on a terminal, otherwise a line for each change.
 *
 * @param name the list's owner
 */
export function scanProgress(
  stream: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number },
  name: string,
): ProgressPrinter {
  const isTerminal = stream.isTTY === true
  let last = ''
  let ended = false
  return {
    show(progress) {
      const line = describeProgress(progress, name, Date.now())
      if (ended || line === last) return
      last = line
      const width = (stream.columns ?? 80) - 1
      // Carriage return and "erase to the end of the line" rewrite the line in place.
      stream.write(isTerminal ? `\r${line.slice(0, width)}\u001b[K` : `${line}\n`)
    },
    end() {
      if (isTerminal && last !== '' && !ended) stream.write('\r\u001b[K')
      ended = true
    },
  }
}

function describeProgress(progress: ScanProgress, name: string, now: number): string {
  const { phase, entries, missing, requests, waitingUntil } = progress
  const wait =
    waitingUntil === undefined
      ? ''
      : ` AniList limits how fast we can ask. Resuming in ${Math.max(1, Math.ceil((waitingUntil - now) / 1000))} s.`
  if (phase === 'list') return `Loading ${name}'s list …${wait}`
  const count = (n: number, one: string, more: string) => `${n.toLocaleString('en')} ${n === 1 ? one : more}`
  return `Looking for sequels to ${count(entries, 'entry', 'entries')}: ${missing.toLocaleString('en')} missing so far, ${count(requests, 'request', 'requests')} …${wait}`
}
