import { useMemo } from 'react'
import { FranchiseCard } from '../franchise-card.tsx'
import type { Group } from '../order-titles.ts'
import { railOf } from '../rail.ts'
import type { Places } from '../scan-query.ts'
import { VirtualRows } from '../virtual-rows.tsx'
import { cardRows } from './card-rows.ts'
import { useWidth } from './width.ts'

const gap = 16

/** Heights in pixels: of a card, and of the side stories below its line. */
const cardHeight = 324
const sideHeight = 76

/** A franchise to a card, as many beside each other as there is room for. */
export function RailsView({ groups, places }: { groups: readonly Group[]; places?: Places | undefined }) {
  const { box, width } = useWidth()
  const rows = useMemo(() => cardRows(groups, width, gap, places), [groups, width, places])
  return (
    <div ref={box}>
      <VirtualRows
        rows={rows}
        keyOf={([first]) => first?.group.franchise.id ?? 0}
        guess={(row) => cardHeight + gap + (row.some(({ group }) => hasSideStories(group)) ? sideHeight : 0)}
        render={(row) => (
          <div className="flex gap-4 pb-4">
            {row.map(({ group, width }) => (
              <div key={group.franchise.id} style={{ width }}>
                <FranchiseCard group={group} />
              </div>
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
