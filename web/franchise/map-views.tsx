import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { Kind } from '../titles/title-facts.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { mapOf, weightOf } from './franchise-map.ts'
import { depthOf, drawMap, stripsOf } from './geometry.ts'
import { measuresOf, type Zoom } from './map-controls.tsx'
import { MapPaper, MapStop } from './map-paper.tsx'
import { type ShownFranchise, useStopTexts } from './stop-texts.ts'
import { type Direction, walkOf } from './walk.ts'

/**
 * The map of a franchise, to scroll and to walk: arrow keys lead from stop to stop along the lines, Home and End to the first and
 * the last. It begins at what is next.
 */
export function MapScroller({ franchise, name, next, zoom }: ShownFranchise & { zoom: Zoom }) {
  const texts = useResultsTexts().franchise
  const box = useRef<HTMLDivElement>(null)
  const map = useMemo(() => mapOf(franchise, weightOf), [franchise])
  const walk = useMemo(() => walkOf(map), [map])
  const drawing = useMemo(() => drawMap(map, measuresOf[zoom]), [map, zoom])
  const members = useMemo(() => new Map(franchise.media.map((one) => [one.id, one])), [franchise])
  const textsOf = useStopTexts(franchise, name)
  const [entry, setEntry] = useState(next?.id ?? franchise.media[0]?.id)
  const [active, setActive] = useState<number>()

  // Wherever one was when the zoom changed, there one stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the entry moves with the focus, which scrolls by itself
  useLayoutEffect(() => {
    const stop = entry === undefined ? undefined : drawing.stops.get(entry)
    if (stop && box.current) {
      box.current.scrollTo(stop.x - box.current.clientWidth / 2, stop.y - box.current.clientHeight / 2)
    }
  }, [drawing])

  const go = (id: number | undefined): boolean => {
    const stop =
      id === undefined ? undefined : box.current?.querySelector<HTMLElement>(`[data-media="${id}"]`)
    // A link that the Tab key does not reach yet takes the focus all the same, and becomes the one that it reaches.
    if (stop) flushSync(() => setEntry(id))
    stop?.focus()
    return stop !== undefined
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const from = mediaAt(event.target)
    if (from === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const way = directions[event.key]
    const ends: Record<string, number | undefined> = {
      Home: franchise.media[0]?.id,
      End: franchise.media.at(-1)?.id,
    }
    const handled = way
      ? go(walk.get(from)?.[way]) || true
      : Object.hasOwn(ends, event.key) && go(ends[event.key])
    if (handled) event.preventDefault()
  }
  const read = members.get(active ?? entry ?? 0)
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for its links */}
      <div
        ref={box}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const id = mediaAt(target)
          setActive(id)
          if (id !== undefined) setEntry(id)
        }}
        onBlur={() => setActive(undefined)}
        onPointerOver={({ target }) => setActive(mediaAt(target))}
        onPointerLeave={() => setActive(undefined)}
        className="relative w-fit max-w-full overflow-auto overscroll-x-contain scroll-p-16 rounded-m border border-rule bg-surface md:max-h-[78dvh]"
      >
        <MapPaper
          drawing={drawing}
          label={texts.mapOf(name)}
          members={members}
          bend={measuresOf[zoom].bend}
          active={active}
        >
          {franchise.media.map((member) => {
            const at = drawing.stops.get(member.id)
            return (
              at && (
                <MapStop
                  key={member.id}
                  member={member}
                  at={at}
                  zoom={zoom}
                  isNext={member.id === next?.id}
                  isEntry={member.id === entry}
                  {...textsOf(member)}
                />
              )
            )
          })}
        </MapPaper>
      </div>
      {zoom === 'overview' && read && (
        // From afar nothing is written at the stops. Who listens has heard it already.
        <p aria-hidden="true" className="mt-2 flex min-h-6 gap-3 text-s">
          <span className="truncate font-medium">{textsOf(read).name}</span>
          <span className="whitespace-nowrap text-muted">
            <Kind media={read} />
          </span>
        </p>
      )}
    </>
  )
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

function mediaAt(target: EventTarget): number | undefined {
  const id =
    target instanceof Element ? target.closest<HTMLElement>('[data-media]')?.dataset.media : undefined
  return id === undefined ? undefined : Number(id)
}

/** What fits between the margins of an A4 or a letter page held upright, in pixels. */
const paperWidth = 680

const measures = measuresOf.titles

/** The map on paper, which does not scroll: strips of it, one below the other. */
export function PrintMap({ franchise, name, next }: ShownFranchise) {
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
