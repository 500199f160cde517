import { airsAt, type Snooze, untilOf } from '../data/ignore.ts'
import type { Franchise, Member } from '../data/scan.ts'
import type { MenuItem } from '../ui/menu.tsx'
import type { Acting } from './acting-context.tsx'
import type { ActingWords } from './acting-texts.ts'
import type { Ignored } from './ignoring.ts'

/** Ways to leave out some titles: for ever, for a while, and until the only one of them airs. */
export function titleItems(
  titles: readonly Pick<Member, 'id' | 'nextAiring' | 'startDate' | 'status'>[],
  name: string,
  acting: Acting,
  words: ActingWords,
): readonly MenuItem[] {
  const { texts } = words
  const [only] = titles.length === 1 ? titles : []
  const airs = only && airsAt(only, Date.now())
  const ignore = (snooze: Snooze) => (opener: Element | null) => {
    const until = untilOf(snooze, Date.now(), airs)
    const ignores = titles.map(({ id }) => ({ scope: 'title' as const, mediaId: id, until }))
    acting.ignore({ ignores, name, gone: new Set(titles.map(({ id }) => id)) }, opener)
  }
  return [
    {
      label: only ? texts.ignoreTitle : texts.ignoreTitles(titles.length),
      icon: 'hidden',
      run: ignore('ever'),
    },
    { label: texts.snooze(30), icon: 'snooze', run: ignore('30-days') },
    { label: texts.snooze(90), icon: 'snooze', run: ignore('90-days') },
    ...(airs === undefined
      ? []
      : [
          {
            label: texts.snoozeUntil(dateText(airs, words)),
            icon: 'snooze' as const,
            run: ignore('airing'),
          },
        ]),
  ]
}

/** Ways to leave out a whole franchise, what is added to it later included. */
export function franchiseItems(
  franchise: Pick<Franchise, 'id' | 'media'>,
  name: string,
  acting: Acting,
  words: ActingWords,
): readonly MenuItem[] {
  const { texts } = words
  const ignored = (snooze: Snooze): Ignored => ({
    ignores: [{ scope: 'franchise', mediaId: franchise.id, until: untilOf(snooze, Date.now()) }],
    name,
    gone: new Set(franchise.media.map(({ id }) => id)),
  })
  return [
    {
      label: texts.ignoreFranchise,
      icon: 'hidden',
      run: (opener) => acting.ignore(ignored('ever'), opener),
    },
    {
      label: texts.snoozeFranchise(30),
      icon: 'snooze',
      run: (opener) => acting.ignore(ignored('30-days'), opener),
    },
    {
      label: texts.snoozeFranchise(90),
      icon: 'snooze',
      run: (opener) => acting.ignore(ignored('90-days'), opener),
    },
  ]
}

export function dateText(at: number, { formats }: Pick<ActingWords, 'formats'>): string {
  const date = new Date(at)
  const parts = { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() }
  return formats.date(parts) ?? ''
}
