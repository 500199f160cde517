import { memo, useMemo } from 'react'
import { TitleAct } from '../list/title-act.tsx'
import { Poster } from '../titles/poster.tsx'
import type { Title } from '../titles/title.ts'
import { Extent, Kind, Score } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { useTitleName } from '../titles/title-name.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { FranchiseHeading, type TitleRow, titleRows, type ViewContent } from './title-rows.tsx'
import { columnsIn, useWidth, VirtualRows } from './virtual-rows.tsx'

const sizes = {
  grid: { least: 108, gap: 16, caption: 104 },
  gallery: { least: 160, gap: 12, caption: 12 },
} as const

/** Posters side by side with what there is to say below; in the gallery larger, and the posters speak for themselves. */
export function GridView({ content, size }: { content: ViewContent; size: 'grid' | 'gallery' }) {
  const { least, gap, caption } = sizes[size]
  const { box, width } = useWidth()
  const { columns, columnWidth } = columnsIn(width, least, gap)
  const height = Math.round((columnWidth * 65) / 46) + caption
  const rows = useMemo(() => titleRows(content, columns, height), [content, columns, height])
  const Cell = size === 'grid' ? GridCell : GalleryCell
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
                  <Cell key={title.id} title={title} />
                ))}
              </ul>
            )
          }
        />
      )}
    </div>
  )
}

const GridCell = memo(function GridCell({ title: { member } }: { title: Title }) {
  const name = useTitleName()(member)
  return (
    <li className="relative">
      <TitleLink media={member} stop className="group block rounded-s">
        <span className="relative block">
          <Poster media={member} mark={markOf(member)} />
          <StateMark mark={markOf(member)} className="absolute top-1.5 right-1.5 size-6" />
        </span>
        <span className="mt-2 line-clamp-2 min-h-10 text-s font-medium" title={name}>
          {name}
        </span>
        <span className="block truncate text-s text-muted">
          <Kind media={member} />
        </span>
        <span className="flex min-h-5 gap-2 pb-4 text-s whitespace-nowrap text-muted">
          <span className="truncate">
            <Extent media={member} />
          </span>
          <Score media={member} />
        </span>
      </TitleLink>
      <TitleAct member={member} markClass="-top-1 -right-1" coverClass="inset-x-0 top-0 aspect-[46/65]" />
    </li>
  )
})

const GalleryCell = memo(function GalleryCell({ title: { member } }: { title: Title }) {
  const name = useTitleName()(member)
  const texts = useResultsTexts().media
  return (
    <li className="relative">
      <TitleLink
        media={member}
        stop
        label={`${name}, ${texts.states[markOf(member)]}`}
        className="group relative block overflow-hidden rounded-s"
      >
        <Poster media={member} mark={markOf(member)} />
        <StateMark mark={markOf(member)} className="absolute top-2 right-2 size-7" />
      </TitleLink>
      <TitleAct member={member} markClass="top-0 right-0" markSize="size-7" coverClass="inset-0" />
    </li>
  )
})
