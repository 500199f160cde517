import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { Member } from '../data/scan.ts'
import { Poster } from '../titles/poster.tsx'
import { Kind } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useIsPrinting } from '../ui/use-is-printing.ts'
import { type FitText, fitTextBy } from './label.ts'
import {
  type Box,
  layOut,
  type MapLayout,
  openingOf,
  type Pin,
  type PlacedStop,
  type Wire,
  type Zoom,
} from './layout.ts'
import { Ground, MapPicture, type Palette, pagePalette, pathOf, Wires } from './map-picture.tsx'
import { type ShownFranchise, type StopTexts, useStopTexts } from './stop-texts.ts'
import { type Direction, walkFrom } from './walk.ts'

/**
 * The map of a franchise, which scrolls vertically. Arrow keys move from stop to stop, Home and End to the first and last. It opens
 * at the next title, and explains below it the lines of the focused stop or of the one under the pointer.
 */
export function FranchiseMap(shown: ShownFranchise & { zoom: Zoom }) {
  const { franchise, name, lines, next, zoom } = shown
  const texts = useResultsTexts().franchise
  const box = useRef<HTMLDivElement>(null)
  const textsOf = useStopTexts(shown)
  const members = useMembers(franchise.media)
  const width = useRoom(box)
  const layout = useMemo(
    () =>
      width === undefined
        ? undefined
        : layOut(lines, { zoom, width, words: (id) => textsOf(id).words, fitText: pageFit() }),
    [lines, zoom, width, textsOf],
  )
  const [reached, setReached] = useState<number>()
  const entry = reached ?? next?.id ?? franchise.media[0]?.id
  const [active, setActive] = useState<Active>()

  const isTouched = useRef(false)
  const show = () => {
    const { current: scroller } = box
    if (!scroller || !layout || entry === undefined) return
    const letter = letterSize()
    const { clientHeight } = scroller
    const seen = innerHeight - scroller.getBoundingClientRect().top
    const view = seen < leastSeen ? clientHeight : Math.min(clientHeight, seen)
    scroller.scrollTop = openingOf(layout, entry, lines.leads.get(entry)?.from, view / letter) * letter
  }
  // Keeps the current stop in sight when the map changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the entry moves with the focus, which scrolls by itself
  useLayoutEffect(show, [zoom, width, next?.id])
  // Content that appears above the map later leaves less of it in sight.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (!isTouched.current) show()
    })
    observer.observe(document.body)
    return () => observer.disconnect()
  })

  const touch = () => {
    isTouched.current = true
  }
  const go = (id: number | undefined): boolean => {
    const stop =
      id === undefined ? undefined : box.current?.querySelector<HTMLElement>(`[data-media="${id}"]`)
    // Makes it the one link that Tab reaches, then focuses it.
    if (stop) flushSync(() => setReached(id))
    stop?.focus()
    return stop !== undefined
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const from = activeAt(event.target)?.stop
    if (from === undefined || !layout || event.ctrlKey || event.metaKey || event.altKey) return
    const way = directions[event.key]
    const ends: Record<string, number | undefined> = {
      Home: franchise.media[0]?.id,
      End: franchise.media.at(-1)?.id,
    }
    const handled = way
      ? go(walkFrom(layout, lines.leads, from)[way]) || true
      : Object.hasOwn(ends, event.key) && go(ends[event.key])
    if (handled) event.preventDefault()
  }
  const isTall = layout !== undefined && layout.height > leastPinned
  const lead = next && lines.leads.get(next.id)?.from
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for its links */}
      <div
        ref={box}
        onKeyDown={onKeyDown}
        onPointerDown={touch}
        onWheel={touch}
        onFocus={({ target }) => {
          const at = activeAt(target)
          touch()
          setActive(at)
          if (at?.stop !== undefined) setReached(at.stop)
        }}
        onBlur={() => setActive(undefined)}
        onPointerOver={({ target }) => setActive(activeAt(target))}
        onPointerLeave={() => setActive(undefined)}
        className="relative w-fit max-w-full overflow-x-hidden overflow-y-auto scroll-pt-40 scroll-pb-8 rounded-m border border-rule bg-surface max-h-[78dvh] print:hidden"
      >
        {layout && (
          <div className="relative" style={{ width: rem(layout.width), height: rem(layout.height) }}>
            <MapLines layout={layout} members={members} active={active} />
            <ol aria-label={texts.mapOf(name)}>
              {franchise.media.map((member) => {
                const stop = layout.stops.get(member.id)
                const isPinned = isTall && (member.id === lead || lines.main.includes(member.id))
                const pin = isPinned ? layout.pins.get(member.id) : undefined
                return (
                  stop && (
                    <MapStop
                      key={member.id}
                      member={member}
                      stop={stop}
                      texts={textsOf(member.id)}
                      isNext={member.id === next?.id}
                      isEntry={member.id === entry}
                      pin={pin}
                      isLead={member.id === lead}
                      ground={pin && { wires: layout.wires, members }}
                    />
                  )
                )
              })}
            </ol>
          </div>
        )}
      </div>
      <Meaning active={active} textsOf={textsOf} wires={layout?.wires ?? []} />
    </>
  )
}

/** If less of the map than this is in sight, users scroll the page first, so all of its height counts. In pixels. */
const leastSeen = 200

/** Only higher maps keep stops in sight at the top, in pixels. */
const leastPinned = 400

/** The stop or line that has the focus or the pointer. */
type Active =
  | { readonly stop: number; readonly line?: never }
  | { readonly line: string; readonly stop?: never }

function activeAt(target: EventTarget): Active | undefined {
  const { media, line } =
    (target instanceof Element && target.closest<HTMLElement>('[data-media],[data-line]')?.dataset) || {}
  if (line !== undefined) return { line }
  return media === undefined ? undefined : { stop: Number(media) }
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** Converts map pixels, of which the font size is 16, so that the map grows with enlarged text. */
function rem(pixels: number): string {
  return `${Math.round(pixels * 10) / 160}rem`
}

function letterSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
}

/** The width for the map without the scrollbar, in map pixels. */
function useRoom(box: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>()
  useLayoutEffect(() => {
    const around = box.current?.parentElement
    if (!around) return
    const note = () => {
      const scrollbar = innerWidth - document.documentElement.clientWidth
      setWidth(Math.floor((around.clientWidth - scrollbar - 2) / letterSize()))
    }
    note()
    const observer = new ResizeObserver(note)
    observer.observe(around)
    return () => observer.disconnect()
  }, [box])
  return width
}

function useMembers(media: readonly Member[]): ReadonlyMap<number, Member> {
  return useMemo(() => new Map(media.map((one) => [one.id, one])), [media])
}

let fitting: { readonly font: string; readonly fit: FitText } | undefined

/** Measures text in the fonts of the page. */
function pageFit(): FitText {
  const font = getComputedStyle(document.body).fontFamily
  if (fitting?.font === font) return fitting.fit
  const context = document.createElement('canvas').getContext('2d')
  const fit = fitTextBy((text, isStrong) => {
    if (!context) return text.length * 8
    context.font = `${isStrong ? 500 : 400} 13px ${font}`
    return context.measureText(text).width
  })
  fitting = { font, fit }
  return fit
}

/** The lines below the stops. Hidden from screen readers, as each stop has its relation as text. */
function MapLines({
  layout: { width, height, wires },
  members,
  active,
}: {
  layout: MapLayout
  members: ReadonlyMap<number, Member>
  active: Active | undefined
}) {
  const isActive = ({ from, to }: Wire) =>
    active?.stop === undefined ? active?.line === `${from} ${to}` : active.stop === from || active.stop === to
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="absolute inset-0 size-full fill-none"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <Wires wires={wires} members={members} palette={pagePalette} />
      <Wires wires={wires.filter(isActive)} members={members} palette={activePalette} />
      {wires.map((wire) => (
        <path
          key={`${wire.from} ${wire.to}`}
          data-line={`${wire.from} ${wire.to}`}
          d={wire.parts.map((part) => pathOf(part, 8)).join('')}
          strokeWidth="16"
          stroke="transparent"
        />
      ))}
    </svg>
  )
}

const activePalette: Palette = { ...pagePalette, muted: 'var(--accent)', edge: 'var(--accent)' }

/** Explains the lines of a stop, or the line under the pointer. Hidden from screen readers, which read it at the stop. */
function Meaning({
  active,
  textsOf,
  wires,
}: {
  active: Active | undefined
  textsOf: (id: number) => StopTexts
  wires: readonly Wire[]
}) {
  const texts = useResultsTexts().franchise
  const wire = wires.find(({ from, to }) => active?.line === `${from} ${to}`)
  const id = active?.stop ?? wire?.to
  const read = id === undefined ? undefined : textsOf(id)
  const relations = wire ? [texts.relationTo(wire.relation, textsOf(wire.from).words.title)] : read?.relations
  return (
    <p
      aria-hidden="true"
      className="mt-2 min-h-10 text-s text-muted in-[[aria-busy=true]]:invisible pointer-coarse:hidden print:hidden"
    >
      {read ? (
        <>
          <span className="font-medium text-ink">{read.name}</span>
          {relations && relations.length > 0 && ` · ${relations.join(' · ')}`}
        </>
      ) : (
        texts.hint
      )}
    </p>
  )
}

/** The margin of the background of a pinned stop, in pixels. */
const groundEdge = 4

/** A title on the map. */
const MapStop = memo(function MapStop({
  member,
  stop: { x, y, radius, box, poster, label },
  texts,
  isNext,
  isEntry,
  pin,
  isLead,
  ground,
}: {
  member: Member
  stop: PlacedStop
  texts: StopTexts
  isNext: boolean
  /** Whether Tab reaches this stop; the arrow keys reach the others. */
  isEntry: boolean
  /** How far down it stays pinned at the top. */
  pin: Pin | undefined
  /** Whether it leads to the next title: it is then above all other pinned stops. */
  isLead: boolean
  ground: Pick<Parameters<typeof Wires>[0], 'wires' | 'members'> | undefined
}) {
  const mark = markOf(member)
  const at = ({ left, top, width, height }: Box): CSSProperties => ({
    left: rem(left - box.left),
    top: rem(top - box.top),
    width: rem(width),
    height: rem(height),
  })
  const groundOf = ({ left, right }: Pin) => ({
    left,
    top: box.top - groundEdge,
    width: right - left,
    height: box.height + 2 * groundEdge,
  })
  const { title, facts, badge } = label ?? {}
  return (
    <li
      data-lead={isLead || undefined}
      className={`pointer-events-none absolute ${pin ? (isLead ? 'z-2' : 'z-1') : ''}`}
      style={{
        left: rem(box.left),
        top: rem(box.top),
        width: rem(box.width),
        height: rem(pin ? pin.bottom - box.top : box.height),
      }}
    >
      <div className="sticky top-0" style={{ height: rem(box.height) }}>
        {pin && ground && (
          <Ground box={groundOf(pin)} style={at(groundOf(pin))}>
            <Wires {...ground} palette={pagePalette} />
          </Ground>
        )}
        <TitleLink
          media={member}
          stop
          tabIndex={isEntry ? 0 : -1}
          // Next to the mark, the pointer is over the line.
          className={`group absolute inset-0 block rounded-s -outline-offset-1! *:pointer-events-auto ${label ? '' : 'pointer-events-auto'}`}
        >
          <span
            aria-hidden="true"
            className="absolute"
            style={at({ left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius })}
          >
            <StateMark
              mark={mark}
              className={`size-full ring-surface ring-3 ${isNext ? 'outline-2 outline-offset-3 outline-accent' : ''}`}
            />
          </span>
          <span className="sr-only">
            {texts.name} <Kind media={member} /> {texts.said}
          </span>
          {poster && (
            <span className="absolute" style={at(poster)}>
              <Poster media={member} mark={mark} />
            </span>
          )}
          {label && (
            <span
              aria-hidden="true"
              title={texts.name}
              data-label
              className="absolute text-s leading-4.5 whitespace-pre"
              style={at(label)}
            >
              {badge !== undefined && (
                <span className="mb-0.5 block w-fit rounded-full bg-accent px-2 leading-5 font-medium text-on-accent">
                  {badge}
                </span>
              )}
              <span dir="auto" className={`block text-left ${label.isStrong ? 'font-medium' : ''}`}>
                {title?.map((line, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other key
                  <span key={at} className="block">
                    {line}
                  </span>
                ))}
              </span>
              {facts?.map((line, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other key
                <span key={at} className="block text-muted">
                  {line}
                </span>
              ))}
            </span>
          )}
        </TitleLink>
      </div>
    </li>
  )
})

/** The space on a portrait A4 or Letter page below the franchise's name, in pixels. */
const paper = { width: 680, height: 800 }
const paperWidths = [680, 860, 1080, 1360, 1720, 2160]

/** The map on one page of paper, as large as possible. */
export function PrintMap(shown: ShownFranchise) {
  const textsOf = useStopTexts(shown)
  const members = useMembers(shown.franchise.media)
  if (!useIsPrinting()) return null
  const layout = fittingLayout(shown, textsOf)
  return (
    <MapPicture
      layout={layout}
      members={members}
      palette={pagePalette}
      title={shown.name}
      className="hidden h-auto max-h-[50rem] max-w-full print:block"
    />
  )
}

/** The layout whose width gives the largest letters on paper. */
export function fittingLayout(
  { lines }: Pick<ShownFranchise, 'lines'>,
  textsOf: (id: number) => StopTexts,
): MapLayout {
  const layouts = paperWidths.map((width) =>
    layOut(lines, { zoom: 'titles', width, words: (id) => textsOf(id).words, fitText: pageFit() }),
  )
  const scaleOf = ({ width, height }: MapLayout) => Math.min(1, paper.width / width, paper.height / height)
  return layouts.reduce((best, one) => (scaleOf(one) > scaleOf(best) ? one : best))
}
