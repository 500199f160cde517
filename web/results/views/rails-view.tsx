import { useMemo } from 'react'
import { FranchiseCard } from '../franchise-card.tsx'
import type { Group } from '../order-titles.ts'
import { railOf } from '../rail.ts'
import { VirtualRows } from '../virtual-rows.tsx'
import { inRows, useColumns } from './columns.ts'

/** A rail with less room than this shows too little of a franchise. */
const leastWidth = 560
const gap = 16

/** Heights in pixels: of a card, and of the side stories below its line. */
const cardHeight = 346
const sideHeight = 76

/** A franchise to a card, two beside each other where there is room. */
export function RailsView({ groups }: { groups: readonly Group[] }) {
  const { box, columns } = useColumns(leastWidth, gap)
  const rows = useMemo(() => inRows(groups, columns), [groups, columns])
  return (
    <div ref={box}>
      <VirtualRows
        rows={rows}
        keyOf={([first]) => first?.franchise.id ?? 0}
        guess={(row) => cardHeight + gap + (row.some(hasSideStories) ? sideHeight : 0)}
        render={(row) => (
          <div className={`grid gap-4 pb-4 ${columns > 1 ? 'grid-cols-2' : 'grid-cols-1'}`}>
            {row.map((group) => (
              <FranchiseCard key={group.franchise.id} group={group} />
            ))}
          </div>
        )}
      />
    </div>
  )
}

function hasSideStories({ franchise }: Group): boolean {
  return railOf(franchise).side.length > 0
}
