import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { displayTitle, type Media, type MediaFormat, siteUrl } from '../core/media.ts'
import { type ExclusionRule, exclusionRules } from '../core/search.ts'
import { countHidden, type MissingSequel } from '../core/sequels.ts'
import {
  type Availability,
  availability,
  countByAvailability,
  episodesOut,
  minutesToWatch,
} from '../core/stats.ts'
import type { Scan } from '../scan/run-scan.ts'

export interface TableOptions {
  readonly showHidden: boolean
  /** The terminal's width. */
  readonly columns: number
}

/** Formats an answer for people: a sentence, then out, airing and announced titles by franchise in watch order. */
export function formatScanTable(scan: Scan, options: TableOptions): string {
  const blocks = [
    formatHeadline(scan),
    ...sections.flatMap(({ kind, heading }) => {
      const missing = scan.answer.missing.filter(({ media }) => availability(media) === kind)
      return missing.length === 0 ? [] : [formatSection(scan, heading, missing, options)]
    }),
    ...(options.showHidden && scan.answer.hidden.length > 0 ? [formatHiddenTitles(scan, options)] : []),
    formatFooter(scan, options),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

const sections: readonly { kind: Availability; heading: string }[] = [
  { kind: 'out', heading: 'OUT NOW' },
  { kind: 'airing', heading: 'AIRING' },
  { kind: 'announced', heading: 'ANNOUNCED' },
]

function formatHeadline({ user, list, answer, incomplete }: Scan): string {
  const name = bold(printable(user.name))
  const { missing, franchises } = answer
  const more = incomplete ? ' at least' : ''
  if (missing.length > 0) {
    const media = missing.map((one) => one.media)
    const counts = countByAvailability(media)
    const facts = [
      counts.out > 0 && `${counts.out} out now`,
      counts.airing > 0 && `${counts.airing} airing`,
      counts.announced > 0 && `${counts.announced} announced`,
      minutesToWatch(media) > 0 && `${formatMinutes(minutesToWatch(media))} to catch up`,
    ]
    const areSequels = missing.every(({ relation }) => relation === 'SEQUEL')
    return [
      `${name} is missing${more} ${bold(count(missing.length, areSequels ? 'sequel' : 'title'))} in ${count(franchises.length, 'franchise')}`,
      facts.filter(Boolean).join(' · '),
    ].join('\n')
  }
  if (incomplete) return `Nothing missing from ${name}'s list has been found so far.`
  if (list.size === 0) return `${name}'s list is empty: there is nothing to find sequels for.`
  if (answer.hidden.length > 0)
    return `Nothing is missing from ${name}'s list except the hidden titles below.`
  const watchesNothing = ![...list.values()].some(({ status }) => /COMPLETED|CURRENT|REPEATING/.test(status))
  return watchesNothing
    ? `${name} hasn't watched anything yet. Try --from-planned to start from planned titles.`
    : `Nothing is missing from ${name}'s list. We followed all ${count(list.size, 'entry', 'entries')} to the end.`
}

function formatSection(
  { answer }: Scan,
  heading: string,
  missing: readonly MissingSequel[],
  options: TableOptions,
): string {
  const groups = answer.franchises.flatMap((franchise) => {
    const titles = missing.filter((one) => one.franchise === franchise.id)
    if (titles.length === 0) return []
    const rows = titles.flatMap((one) => formatRow(one.media, `+${one.distance}`, options))
    return [[`  ${bold(printable(franchise.title))}${dim(summary(titles))}`, ...rows].join('\n')]
  })
  return [`${accent(heading)}${dim(summary(missing))}`, ...groups].join('\n\n')
}

/** ` · 3 titles · 9 h`; the time only if there is something to watch. */
function summary(missing: readonly MissingSequel[]): string {
  const minutes = minutesToWatch(missing.map(({ media }) => media))
  return [
    '',
    ...(missing.length > 1 ? [count(missing.length, 'title')] : []),
    ...(minutes > 0 ? [formatMinutes(minutes)] : []),
  ].join(' · ')
}

/** Lines never wrap: narrow terminals get fewer columns, and the link on a separate line. */
function formatRow(media: Media, note: string, { columns }: TableOptions): string[] {
  const url = siteUrl(media)
  const year = padEnd(String(media.startDate.year ?? ''), 4)
  const format = padEnd(media.format ? formatNames[media.format] : '', 7)
  const length = padStart(formatLength(media), 9)
  const facts = [year, format, length]
  if (columns >= 100)
    facts.push(padStart(media.score === null ? '' : `${media.score}%`, 4), padStart(note, 4))
  const roomy = columns >= 80
  const behind = `${facts.join('  ')}${roomy ? `  ${padEnd(url, 33)}` : ''}`
  const room = Math.max(columns - 4 - 2 - [...behind].length, 12)
  const title = padEnd(truncate(printable(displayTitle(media)), Math.min(room, 60)), Math.min(room, 60))
  const line = `    ${title}  ${facts.join('  ')}`
  return roomy ? [`${line}  ${dim(url)}`] : [line.trimEnd(), `    ${dim(url)}`]
}

/** The number of episodes, or the length of a movie; for airing titles, the date of the next episode. */
function formatLength(media: Media): string {
  if (availability(media) === 'airing') {
    const { nextAiring } = media
    return nextAiring ? `ep ${nextAiring.episode} ${formatDay(nextAiring.at)}` : 'airing'
  }
  const episodes = episodesOut(media)
  if (!episodes) return ''
  return episodes === 1 && media.duration !== null ? `${media.duration} min` : `${episodes} ep`
}

const formatNames: Record<MediaFormat, string> = {
  TV: 'TV',
  TV_SHORT: 'Short',
  MOVIE: 'Movie',
  SPECIAL: 'Special',
  OVA: 'OVA',
  ONA: 'ONA',
  MUSIC: 'Music',
  MANGA: 'Manga',
  NOVEL: 'Novel',
  ONE_SHOT: 'One-shot',
}

const ruleWords: Record<ExclusionRule, string> = {
  music: 'music',
  adult: 'adult',
  cancelled: 'cancelled',
  dropped: 'after dropped titles',
  ignored: 'ignored',
  recap: 'skippable recaps',
  alternative: 'alternative versions',
}

function formatHiddenTitles({ answer }: Scan, options: TableOptions): string {
  const groups = exclusionRules.flatMap((rule) => {
    const titles = answer.hidden.filter((one) => one.rule === rule)
    if (titles.length === 0) return []
    const rows = titles.flatMap(({ media, distance }) => formatRow(media, `+${distance}`, options))
    return [[`  ${bold(ruleWords[rule])}`, ...rows].join('\n')]
  })
  return [accent('HIDDEN'), ...groups].join('\n\n')
}

function formatFooter({ answer, upstream }: Scan, { showHidden, columns }: TableOptions): string {
  const counts = countHidden(answer.hidden)
  const hidden = exclusionRules
    .filter((rule) => counts[rule] > 0)
    .map((rule) => `${counts[rule]} ${ruleWords[rule]}`)
  const lines = []
  if (hidden.length > 0)
    lines.push(`Hidden: ${hidden.join(', ')}${showHidden ? '' : ' (--show-hidden lists them)'}.`)
  lines.push(`${count(upstream.requests, 'request')} to AniList, ${(upstream.ms / 1000).toFixed(1)} s.`)
  return dim(lines.map((line) => wrap(line, columns)).join('\n'))
}

/** `24 min`, `4 h 48 min`, and whole hours from ten on. */
function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  if (hours >= 10) return `${Math.round(minutes / 60).toLocaleString('en')} h`
  const rest = minutes % 60
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ')
}

function formatDay(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toLocaleDateString('en', { day: 'numeric', month: 'short' })
}

function count(n: number, one: string, more = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : more}`
}

/** Titles and names are untrusted: control characters must not reach the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}

const bold = (text: string) => styleText('bold', text)
const dim = (text: string) => styleText('dim', text)
const accent = (text: string) => styleText(['bold', 'cyan'], text)

const graphemes = new Intl.Segmenter()

/** Truncates a text to a number of terminal columns, with an ellipsis. */
function truncate(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text
  let cut = ''
  let width = 0
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment)
    if (width > columns - 1) break
    cut += segment
  }
  return `${cut.trimEnd()}…`
}

/** Pads to a number of terminal columns; wide characters, as in native titles, count as two. */
function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - stringWidth(text), 0))
}

function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(columns - stringWidth(text), 0)) + text
}

/** Wraps a text at spaces. */
function wrap(text: string, columns: number): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`
    if (lines.length > 0 && stringWidth(longer) <= columns) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.join('\n')
}
