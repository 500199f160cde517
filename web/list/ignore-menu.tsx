import { lazy, type ReactNode } from 'react'
import { airsAt, type Snooze, untilOf } from '../data/ignores.ts'
import type { Franchise, Member } from '../data/scan.ts'
import { LazyMenuButton } from '../ui/lazily.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { type ActingTexts, useActingTexts } from '../ui/texts/en-acting.ts'
import { type Formats, useFormats } from '../ui/texts/formats.ts'
import type { Acting } from './acting-context.tsx'
import type { Ignored } from './ignoring.ts'

const loadMenu = () => import('../ui/menu.tsx')
const Menu = lazy(loadMenu)

/** A button that opens a menu of things to do. */
export function MenuButton({
  label,
  items,
  className,
  children,
}: {
  /** Where it has no words of its own. */
  label?: string
  /** Made when it is opened. The button itself is where somebody was before. */
  items: () => readonly MenuItem[]
  className: string
  children: ReactNode
}) {
  return (
    <LazyMenuButton
      load={loadMenu}
      menu={(button) => <Menu items={items}>{button}</Menu>}
      label={label}
      title={label}
      className={className}
    >
      {children}
    </LazyMenuButton>
  )
}

export interface ActingWords {
  readonly texts: ActingTexts
  readonly formats: Formats
}

export function useActingWords(): ActingWords {
  return { texts: useActingTexts(), formats: useFormats() }
}

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
