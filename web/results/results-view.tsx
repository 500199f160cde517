import { useMemo } from 'react'
import type { View } from '../data/results-search.ts'
import type { Places } from '../data/scan-query.ts'
import type { Title } from '../titles/title.ts'
import { cardRows } from './card-rows.ts'
import { FranchiseCard } from './franchise-card.tsx'
import { GridView } from './grid-view.tsx'
import { ListView } from './list-view.tsx'
import type { Group } from './order-titles.ts'
import type { ViewContent } from './title-rows.tsx'
import { useWidth, VirtualRows } from './virtual-rows.tsx'

/** The same titles in one of four views; rails are always by franchise. */
export function ResultsView({
  view,
  grouped,
  titles,
  groups,
  places,
}: {
  view: View
  grouped: boolean
  titles: readonly Title[]
  groups: readonly Group[]
  places: Places
}) {
  const content = useMemo((): ViewContent => (grouped ? { groups } : { titles }), [grouped, groups, titles])
  switch (view) {
    case 'rails':
      return <RailsView groups={groups} places={places} />
    case 'list':
      return <ListView content={content} />
    default:
      return <GridView content={content} size={view} />
  }
}

const gap = 16
/** So many cards may be on the screen from the start. */
const firstCards = 3

/** A franchise to a card, as many beside each other as there is room for. */
export function RailsView({ groups, places }: { groups: readonly Group[]; places?: Places | undefined }) {
  const { box, width } = useWidth()
  const rows = useMemo(() => cardRows(groups, width, gap, places), [groups, width, places])
  return (
    <div ref={box}>
      {width > 0 && (
        <VirtualRows
          rows={rows}
          render={({ cards }) => (
            <div className="flex gap-4 pb-4">
              {cards.map(({ group, width }) => (
                <div key={group.franchise.id} style={{ width }}>
                  <FranchiseCard group={group} isFirst={groups.indexOf(group) < firstCards} />
                </div>
              ))}
            </div>
          )}
        />
      )}
    </div>
  )
}
