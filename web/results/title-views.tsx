import { memo, useMemo } from 'react'
import { chunk } from '../../src/core/chunk.ts'
import type { Franchise } from '../data/scan.ts'
import { TitleAct } from '../list/title-actions.tsx'
import { Poster } from '../titles/poster.tsx'
import { labelsOf, type Title } from '../titles/title.ts'
import { Extent, Kind, Score } from '../titles/title-facts.tsx'
import { FranchiseLink, TitleLink } from '../titles/title-link.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { LineName, lineHeight, ShortName, useFranchiseName, useTitleName } from '../titles/title-name.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFormats } from '../ui/texts/formats.ts'
import type { Group } from './order-titles.ts'
import { columnsIn, useWidth, type VirtualRow, VirtualRows } from './virtual-rows.tsx'

/** One title per line. */
export function ListView({ content }: { content: ViewContent }) {
  const rows = useMemo(() => titleRows(content, 1, lineHeight), [content])
  const isGrouped = 'groups' in content
  return (
    <div className="max-w-5xl">
      <VirtualRows<TitleRow>
        rows={rows}
        isList={!isGrouped}
        render={(row) => {
          if (row.kind === 'heading') return <FranchiseHeading franchise={row.franchise} count={row.count} />
          const lines = row.titles.map((title) => <Line key={title.id} title={title} isGrouped={isGrouped} />)
          return isGrouped ? <ul>{lines}</ul> : lines
        }}
      />
    </div>
  )
}

const Line = memo(function Line({ title, isGrouped }: { title: Title; isGrouped: boolean }) {
  const { member, missing, franchise, minutes } = title
  const texts = useResultsTexts().media
  const formats = useFormats()
  const name = useTitleName()(member)
  const franchiseName = useFranchiseName()(franchise)
  const Box = isGrouped ? 'li' : 'div'
  return (
    <Box className="relative border-b border-rule">
      <TitleLink
        media={member}
        stop
        className="group -mx-2 grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 rounded-s px-2 py-2 hover:bg-sunken md:grid-cols-[auto_minmax(0,1fr)_8rem_10.5rem_4rem_3rem_auto]"
      >
        <Poster media={member} mark={markOf(member)} className="w-10.5" />
        <span className="min-w-0">
          <LineName name={name} />
          {!isGrouped && franchiseName !== name && (
            <span className="block truncate text-s text-muted max-md:hidden">{franchiseName}</span>
          )}
          <span className="block truncate text-s text-muted md:hidden">
            {/* What comes is told whole; the year may be cut off. */}
            {member.nextAiring && (
              <>
                <Extent media={member} isShort /> ·{' '}
              </>
            )}
            <Kind media={member} />
            {!member.nextAiring && (
              <>
                {' · '}
                <Extent media={member} />
              </>
            )}
          </span>
        </span>
        <span className="truncate text-s text-muted max-md:hidden">
          <Kind media={member} />
        </span>
        <span className="truncate text-s text-muted max-md:hidden">
          <Extent media={member} />
        </span>
        <span className="text-right text-s text-muted max-md:hidden">
          {minutes > 0 && formats.duration(minutes)}
        </span>
        <span className="text-right text-s text-muted max-md:hidden">
          <Score media={member} />
        </span>
        <span className="flex w-16 items-center justify-end gap-2">
          <span className="text-s text-muted" title={texts.stepsLong(missing.distance)}>
            <span aria-hidden="true">{texts.steps(missing.distance)}</span>
            <span className="sr-only">{texts.stepsLong(missing.distance)}</span>
          </span>
          <StateMark mark={markOf(member)} />
        </span>
      </TitleLink>
      <TitleAct
        member={member}
        markClass="top-1/2 -right-2.5 -translate-y-1/2"
        coverClass="-inset-x-2 inset-y-0.5"
      />
    </Box>
  )
})

const sizes = {
  grid: { least: 108, gap: 16, caption: 104 },
  gallery: { least: 160, gap: 12, caption: 12 },
} as const

/** Posters in a grid, with captions; in the gallery they are larger and without captions. */
export function GridView({ content, size }: { content: ViewContent; size: 'grid' | 'gallery' }) {
  const { least, gap, caption } = sizes[size]
  const { box, width } = useWidth()
  const { columns, columnWidth } = columnsIn(width, least, gap)
  const height = Math.round((columnWidth * 65) / 46) + caption
  const rows = useMemo(() => titleRows(content, columns, height), [content, columns, height])
  const Cell = size === 'grid' ? GridCell : GalleryCell
  const labels = useLabels(content)
  return (
    <div ref={box}>
      {width > 0 && (
        <VirtualRows<TitleRow>
          rows={rows}
          render={(row) =>
            row.kind === 'heading' ? (
              <FranchiseHeading franchise={row.franchise} count={row.count} />
            ) : (
              <ul
                className={size === 'grid' ? 'grid gap-4' : 'grid gap-3 pb-3'}
                style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
              >
                {row.titles.map((title) => (
                  <Cell key={title.id} title={title} label={labels.get(title.id) ?? ''} />
                ))}
              </ul>
            )
          }
        />
      )}
    </div>
  )
}

interface CellProps {
  readonly title: Title
  readonly label: string
}

/** Seasons often differ in the last words only, which two lines below a poster would leave out. */
function useLabels(content: ViewContent): ReadonlyMap<number, string> {
  const { formats } = useResultsTexts().media
  const nameOf = useTitleName()
  return useMemo(() => {
    const titles = 'titles' in content ? content.titles : content.groups.flatMap(({ titles }) => titles)
    const named = titles.map(({ id, member }) => ({
      ...{ id, year: member.year, name: nameOf(member) },
      format: member.format && formats[member.format],
    }))
    return labelsOf(named, '', 28)
  }, [content, nameOf, formats])
}

const GridCell = memo(function GridCell({ title: { member }, label }: CellProps) {
  const name = useTitleName()(member)
  return (
    <li className="relative">
      <TitleLink media={member} stop className="group block rounded-s">
        <span className="relative block">
          <Poster media={member} mark={markOf(member)} />
          <StateMark mark={markOf(member)} className="absolute top-1.5 right-1.5 size-6" />
        </span>
        <span className="mt-2 line-clamp-2 min-h-10 text-s font-medium" title={name}>
          <ShortName label={label} name={name} franchise="" />
        </span>
        <span className="block truncate text-s text-muted">
          <Kind media={member} />
        </span>
        <span className="flex min-h-5 gap-2 pb-4 text-s whitespace-nowrap text-muted">
          <span className="truncate">
            <Extent media={member} isShort />
          </span>
          {!member.nextAiring && <Score media={member} />}
        </span>
      </TitleLink>
      <TitleAct member={member} markClass="-top-1 -right-1" coverClass="inset-x-0 top-0 aspect-[46/65]" />
    </li>
  )
})

const GalleryCell = memo(function GalleryCell({ title: { member } }: CellProps) {
  const name = useTitleName()(member)
  return (
    <li className="relative">
      <TitleLink media={member} stop className="group relative block overflow-hidden rounded-s">
        <Poster media={member} mark={markOf(member)} />
        <span className="absolute inset-x-0 bottom-0 bg-linear-to-t from-[#000e] via-[#000c] to-transparent px-2 pt-10 pb-2 text-s text-[#fff]">
          <span className="line-clamp-2 font-medium">{name}</span>
          {member.nextAiring && <Extent media={member} isShort />}
        </span>
        <StateMark mark={markOf(member)} className="absolute top-2 right-2 size-7" />
      </TitleLink>
      <TitleAct member={member} markClass="top-0 right-0" markSize="size-7" coverClass="inset-0" />
    </li>
  )
})

/** Individual titles, or titles grouped by franchise. */
export type ViewContent = { readonly titles: readonly Title[] } | { readonly groups: readonly Group[] }

/** A row of titles, or a franchise's heading. */
export type TitleRow = VirtualRow &
  (
    | { readonly kind: 'titles'; readonly titles: readonly Title[] }
    | { readonly kind: 'heading'; readonly franchise: Franchise; readonly count: number }
  )

const headingHeight = 60

/** @param height of a row of titles, in pixels */
function titleRows(content: ViewContent, columns: number, height: number): readonly TitleRow[] {
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

/** A franchise's heading in grouped views. */
function FranchiseHeading({ franchise, count }: { franchise: Franchise; count: number }) {
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
