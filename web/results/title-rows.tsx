import { chunk } from '../../src/core/chunk.ts'
import type { Franchise } from '../data/scan.ts'
import type { Title } from '../titles/title.ts'
import { FranchiseLink } from '../titles/title-link.tsx'
import { useFranchiseName } from '../titles/title-name.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import type { Group } from './order-titles.ts'
import type { VirtualRow } from './virtual-rows.tsx'

/** What a view shows: titles one by one, or together by franchise. */
export type ViewContent = { readonly titles: readonly Title[] } | { readonly groups: readonly Group[] }

/** A row of a view that shows titles one by one: several of them, or the name of the franchise that follows. */
export type TitleRow = VirtualRow &
  (
    | { readonly kind: 'titles'; readonly titles: readonly Title[] }
    | { readonly kind: 'heading'; readonly franchise: Franchise; readonly count: number }
  )

/** Of the name of a franchise, in pixels. */
const headingHeight = 60

/**
 * Rows of titles; of each franchise's own below its name where they are given in groups.
 *
 * @param height of a row of titles, in pixels
 */
export function titleRows(content: ViewContent, columns: number, height: number): readonly TitleRow[] {
  const rowsOf = (titles: readonly Title[]) =>
    chunk(titles, columns).map(
      (row): TitleRow => ({ kind: 'titles', key: `${row[0]?.id}`, height, titles: row }),
    )
  if ('titles' in content) return rowsOf(content.titles)
  return content.groups.flatMap(({ franchise, titles }): TitleRow[] => [
    {
      kind: 'heading',
      key: `franchise ${franchise.id}`,
      height: headingHeight,
      franchise,
      count: titles.length,
    },
    ...rowsOf(titles),
  ])
}

/** The name of a franchise above its titles, in views that show titles one by one. */
export function FranchiseHeading({ franchise, count }: { franchise: Franchise; count: number }) {
  const texts = useResultsTexts().counts
  const name = useFranchiseName()(franchise)
  return (
    <h2 className="flex min-w-0 items-baseline gap-3 pt-6 pb-3 font-semibold">
      <FranchiseLink
        franchise={franchise}
        className="truncate underline decoration-transparent underline-offset-4 hover:decoration-edge"
      >
        {name}
      </FranchiseLink>
      <span className="text-s font-normal whitespace-nowrap text-muted">{texts.titles(count)}</span>
    </h2>
  )
}
