import { useMemo } from 'react'
import { isRecap } from '../../src/core/skippable.ts'
import { availability } from '../../src/core/stats.ts'
import type { Franchise, Member } from '../data/scan.ts'
import { shortTitle } from '../titles/title.ts'
import { markOf } from '../titles/title-mark.tsx'
import { useTitleName } from '../titles/title-name.tsx'
import { type ResultsTexts, useResultsTexts } from '../ui/texts/en-results.ts'
import type { StopWords } from './layout.ts'
import { type FranchiseLines, isRetelling, type Lead } from './lines.ts'

/** A franchise as its page shows it: its name, its lines, and what to watch next. */
export interface ShownFranchise {
  readonly franchise: Franchise
  readonly name: string
  readonly lines: FranchiseLines
  readonly next: Member | undefined
}

export interface StopTexts {
  readonly name: string
  /** For screen readers, after the name: "Missing. Sequel to Attack on Titan. Next to watch." */
  readonly said: string
  /** "Sequel to Season 2"; `undefined` for the first title. */
  readonly relation: string | undefined
  /** The meaning of its lines, and relations without a line. */
  readonly relations: readonly string[]
  /** The texts on the map. */
  readonly words: StopWords
}

/** Returns the texts for a title of the franchise. */
export function useStopTexts({ franchise, name, lines, next }: ShownFranchise): (id: number) => StopTexts {
  const texts = useResultsTexts()
  const nameOf = useTitleName()
  return useMemo(
    () => stopTextsOf({ franchise, name, lines, next }, texts, nameOf),
    [franchise, name, lines, next, texts, nameOf],
  )
}

export function stopTextsOf(
  { franchise, name, lines, next }: ShownFranchise,
  { media, franchise: own }: Pick<ResultsTexts, 'media' | 'franchise'>,
  nameOf: (media: Member) => string,
): (id: number) => StopTexts {
  const members = new Map(franchise.media.map((one) => [one.id, one]))
  const fullName = (id: number) => nameOf(members.get(id) as Member)
  const shortName = (id: number) => shortInFranchise(fullName(id), name)
  const relationTo = ({ from, kind }: Lead, naming: (id: number) => string) =>
    own.relationTo(kind, naming(from))

  const factsOf = ({ format, year }: Member, lead: Lead | undefined, others: readonly string[]): string[] => {
    const before = lead && members.get(lead.from)?.year
    const later = year === null || before == null ? 0 : year - before
    const kind = [format && media.formats[format], year].filter(Boolean).join('\u00a0·\u00a0')
    const relation = lead && lead.kind !== 'SEQUEL' && media.relations[lead.kind]
    return [
      [relation, kind].filter(Boolean).join(' · '),
      lead?.kind === 'SEQUEL' && later >= longPause ? own.yearsLater(later) : '',
      later < 0 ? own.yearsEarlier(-later) : '',
      others.length > 0 ? own.also(others) : '',
    ].filter((fact) => fact !== '')
  }
  const textsOf = (id: number): StopTexts => {
    const member = members.get(id) as Member
    const mark = markOf(member)
    const isNext = id === next?.id
    const lead = lines.leads.get(id)
    const relation = lead && relationTo(lead, shortName)
    const others = lines.others.filter(({ to }) => to === id).map((one) => relationTo(one, shortName))
    const nextLong = mark === 'watching' ? own.resumeLong : own.nextLong
    const said = [media.states[mark], lead && relationTo(lead, fullName), isNext && nextLong]
    return {
      name: fullName(id),
      said: `${said.filter(Boolean).join('. ')}.`,
      relation,
      relations: [...(relation ? [relation] : []), ...others],
      words: {
        title: shortName(id),
        facts: factsOf(member, lead, others),
        badge: isNext ? (mark === 'watching' ? own.resume : own.next) : undefined,
        isStrong: isNext || (member.state === 'missing' && !isRetelling(lead?.kind)),
      },
    }
  }
  const known = new Map<number, StopTexts>()
  return (id) => {
    const words = known.get(id) ?? textsOf(id)
    known.set(id, words)
    return words
  }
}

/** A sequel after this many years mentions the gap. */
const longPause = 3

/** A name without that of its franchise, or at least without the part before its colon, such as "Code Geass". */
function shortInFranchise(name: string, franchise: string): string {
  const short = shortTitle(name, franchise)
  return short === name ? shortTitle(name, franchise.split(/:\s/)[0] ?? franchise) : short
}

/** The fields that decide whether a title is next. */
type Candidate = Pick<Member, 'id' | 'state' | 'status' | 'entry'> & Partial<Pick<Member, 'skippable'>>

/**
 * The next title to watch: the one being watched, or else the first in watch order that is missing, planned or paused and has
 * episodes out. Never a recap.
 *
 * @param media in watch order
 * @returns `undefined` if everything released has been watched
 */
export function nextToWatch<Media extends Candidate>(media: readonly Media[]): Media | undefined {
  return (
    media.find((one) => markOf(one) === 'watching') ??
    media.find(
      (one) =>
        ['missing', 'planned', 'paused'].includes(one.state) &&
        availability(one) !== 'announced' &&
        !isRecap(one.skippable),
    )
  )
}
