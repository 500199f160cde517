import { useMemo } from 'react'
import type { Places } from '../../data/scan-query.ts'
import { FranchiseCard } from '../franchise-card.tsx'
import type { Group } from '../order-titles.ts'
import { VirtualRows } from '../virtual-rows.tsx'
import { cardRows } from './card-rows.ts'
import { useWidth } from './width.ts'

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
