import { lazy, type ReactNode } from 'react'
import { airsAt, type Ignore, type Snooze, untilOf } from '../data/ignores.ts'
import type { Franchise, Member } from '../data/scan.ts'
import { LazyMenuButton } from '../ui/lazily.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { type ActingTexts, useActingTexts } from '../ui/texts/en-acting.ts'
import { type Formats, useFormats } from '../ui/texts/formats.ts'
import type { Acting } from './acting-context.tsx'

const loadMenu = () => import('../ui/menu.tsx')
const Menu = lazy(loadMenu)

/** A button that opens a menu of actions. */
export function MenuButton({
  label,
  items,
  className,
  children,
}: {
  /** The accessible name, unless the button has text. */
  label?: string
  /** Called when the menu opens. */
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

/** Menu items that ignore titles: permanently, for a while, and for a single title until it airs. */
export function titleItems(
  titles: readonly Pick<Member, 'id' | 'nextAiring' | 'startDate' | 'status'>[],
  name: string,
  acting: Acting,
  words: ActingWords,
): readonly MenuItem[] {
  const { texts } = words
  const [only] = titles.length === 1 ? titles : []
  const airs = only && airsAt(only, Date.now())
  const ids = titles.map(({ id }) => id)
  const item = itemOf(
    acting,
    name,
    ids.map((id) => ({ scope: 'title', mediaId: id })),
    ids,
    airs,
  )
  return [
    item(only ? texts.ignoreTitle : texts.ignoreTitles(titles.length), 'ever'),
    item(texts.snooze(30), '30-days'),
    item(texts.snooze(90), '90-days'),
    ...(airs === undefined ? [] : [item(texts.snoozeUntil(dateText(airs, words)), 'airing')]),
  ]
}

/** Menu items that ignore a whole franchise, including titles added later. */
export function franchiseItems(
  franchise: Pick<Franchise, 'id' | 'media'>,
  name: string,
  acting: Acting,
  words: ActingWords,
): readonly MenuItem[] {
  const { texts } = words
  const ids = franchise.media.map(({ id }) => id)
  const item = itemOf(acting, name, [{ scope: 'franchise', mediaId: franchise.id }], ids)
  return [
    item(texts.ignoreFranchise, 'ever'),
    item(texts.snoozeFranchise(30), '30-days'),
    item(texts.snoozeFranchise(90), '90-days'),
  ]
}

/** @param gone ids of the titles that disappear from the page */
function itemOf(
  acting: Acting,
  name: string,
  things: readonly Pick<Ignore, 'scope' | 'mediaId'>[],
  gone: readonly number[],
  airs?: number,
): (label: string, snooze: Snooze) => MenuItem {
  return (label, snooze) => ({
    label,
    icon: snooze === 'ever' ? 'hidden' : 'snooze',
    run(opener) {
      const until = untilOf(snooze, Date.now(), airs)
      const ignores = things.map((one) => ({ ...one, until }))
      acting.ignore({ ignores, name, gone: new Set(gone) }, opener)
    },
  })
}

export function dateText(at: number, { formats }: Pick<ActingWords, 'formats'>): string {
  const date = new Date(at)
  const parts = { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() }
  return formats.date(parts) ?? ''
}
