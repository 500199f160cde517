import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { Franchise, Member } from '../data/scan.ts'
import { mapOf, weightOf } from './franchise-map.ts'
import { depthOf, drawMap, stripsOf } from './geometry.ts'
import { measuresOf } from './map-controls.tsx'
import { MapPaper, MapStop } from './map-paper.tsx'
import { useStopTexts } from './stop-texts.ts'

/** What fits between the margins of an A4 or a letter page held upright, in pixels. */
const paperWidth = 680

const measures = measuresOf.titles

/** The map on paper, which does not scroll: strips of it, one below the other. */
export function PrintMap({
  franchise,
  name,
  next,
}: {
  franchise: Franchise
  name: string
  next: Member | undefined
}) {
  const textsOf = useStopTexts(franchise, name)
  if (!useIsPrinting()) return null
  const members = new Map(franchise.media.map((one) => [one.id, one]))
  const drawing = drawMap(mapOf(franchise, weightOf), measures)
  return (
    <div className="hidden print:block">
      {stripsOf(drawing.columns, paperWidth).map(({ from, to }) => {
        const shown = { ...drawing, height: depthOf(drawing, { from, to }, measures.below) }
        return (
          <div
            key={from}
            data-strip
            className="mt-4 break-inside-avoid overflow-hidden border border-rule"
            style={{ width: to - from }}
          >
            <div style={{ marginLeft: -from }}>
              <MapPaper
                drawing={shown}
                label={name}
                members={members}
                bend={measures.bend}
                active={undefined}
              >
                {franchise.media.map((member) => {
                  const at = drawing.stops.get(member.id)
                  if (!at || at.x < from || at.x > to) return null
                  return (
                    <MapStop
                      key={member.id}
                      member={member}
                      at={at}
                      zoom="titles"
                      isNext={member.id === next?.id}
                      isEntry={false}
                      {...textsOf(member)}
                    />
                  )
                })}
              </MapPaper>
            </div>
          </div>
        )
      })}
    </div>
  )
}

/** Whether the page is on its way to paper. The browser takes it as it is right after telling so, hence at once. */
function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia('print').matches)
}

function subscribe(onChange: () => void): () => void {
  const media = matchMedia('print')
  const atOnce = () => flushSync(onChange)
  media.addEventListener('change', atOnce)
  return () => media.removeEventListener('change', atOnce)
}
