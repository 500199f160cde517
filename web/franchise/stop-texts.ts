import { useCallback, useMemo } from 'react'
import { isRecap } from '../../src/core/skippable.ts'
import { availability } from '../../src/core/stats.ts'
import type { Franchise, Member } from '../data/scan.ts'
import { shortTitle } from '../titles/title.ts'
import { markOf } from '../titles/title-mark.tsx'
import { useTitleName } from '../titles/title-name.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'

/** A franchise as its page shows it: its name, and what to watch next. */
export interface ShownFranchise {
  readonly franchise: Franchise
  readonly name: string
  readonly next: Member | undefined
}

export interface StopTexts {
  readonly name: string
  /** The name without that of the franchise, which stands above: the end of it. */
  readonly short: string
  /** What the picture shows beside the name, in words: "Missing. Sequel to Attack on Titan. Next to watch." */
  readonly said: string
  /** "Sequel to Season 2"; `undefined` for what comes first. */
  readonly relation: string | undefined
}

/** The words for each title of a franchise. */
export function useStopTexts(franchise: Franchise, franchiseName: string): (member: Member) => StopTexts {
  const { media: texts, franchise: own } = useResultsTexts()
  const nameOf = useTitleName()
  const origins = useMemo(() => originsOf(franchise), [franchise])
  const next = nextToWatch(franchise.media)?.id
  return useCallback(
    (member) => {
      const name = nameOf(member)
      const shorten = (full: string) => shortInFranchise(full, franchiseName)
      const origin = origins.get(member.id)
      const relationIn = (words: (name: string) => string) =>
        origin && own.relationTo(origin.kind, words(nameOf(origin.media)))
      const mark = markOf(member)
      const nextLong = mark === 'watching' ? own.resumeLong : own.nextLong
      const parts = [
        texts.states[mark],
        relationIn((full) => full),
        member.id === next ? nextLong : undefined,
      ]
      return {
        name,
        short: shorten(name),
        said: `${parts.filter(Boolean).join('. ')}.`,
        relation: relationIn(shorten),
      }
    },
    [nameOf, franchiseName, origins, texts, own, next],
  )
}

/** A name without that of its franchise, or at least without what stands before the colon of that: "Code Geass". */
function shortInFranchise(name: string, franchise: string): string {
  const short = shortTitle(name, franchise)
  return short === name ? shortTitle(name, franchise.split(/:\s/)[0] ?? franchise) : short
}

/** What each title is told to be, and of which other: of several, a sequel first, and then what comes first in watch order. */
function originsOf({ media, relations }: Franchise) {
  const members = new Map(media.map((one, place) => [one.id, { media: one, place }]))
  const origins = new Map<
    number,
    { kind: Franchise['relations'][number]['kind']; media: Member; place: number }
  >()
  for (const { from, to, kind } of relations) {
    const origin = members.get(from)
    const before = origins.get(to)
    if (!origin || (before && rank(before.kind) < rank(kind))) continue
    if (before && rank(before.kind) === rank(kind) && before.place < origin.place) continue
    origins.set(to, { kind, ...origin })
  }
  return origins
}

function rank(kind: string): number {
  return kind === 'SEQUEL' ? 0 : 1
}

/** What of a title tells whether it is next. */
type Candidate = Pick<Member, 'id' | 'state' | 'status' | 'entry'> & Partial<Pick<Member, 'skippable'>>

/**
 * What to watch next: what is being watched, else the first in watch order that is missing, planned or paused and can be watched
 * now. A recap never is.
 *
 * @param media in watch order
 * @returns `undefined` where all that is out was seen
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
