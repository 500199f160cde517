import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** A row that may not be rendered. */
export interface VirtualRow {
  readonly key: string | number
  /** Estimated height in pixels; good estimates keep the scroll bar steady. */
  readonly height: number
}

/**
 * The last top position of the rows in pixels, used until it is measured (before the first paint) to decide which rows
 * are near the screen. Initially the height of a summary with tools.
 */
let lastTop = 300

/** Renders only the rows near the screen. */
export function VirtualRows<Row extends VirtualRow>({
  rows,
  isList = false,
  render,
}: {
  rows: readonly Row[]
  /** Whether each row is an item of one list; it tells its place, as most others are not there. */
  isList?: boolean
  render: (row: Row) => ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(lastTop)
  const virtualizer = useWindowVirtualizer<HTMLDivElement>({
    count: rows.length,
    // Memoized, as new functions make it measure all rows again.
    estimateSize: useCallback((at: number) => rows[at]?.height ?? 0, [rows]),
    getItemKey: useCallback((at: number) => rows[at]?.key ?? at, [rows]),
    overscan: 2,
    scrollMargin: top,
    // Otherwise there would be no rows until after the first layout.
    initialRect: { width: innerWidth, height: innerHeight },
    useFlushSync: false,
    // Uses the estimate at first, as measuring would force a layout. The observer corrects it before painting.
    measureElement: (element, entry, { measurementsCache }) => {
      const index = Number(element.dataset.index)
      const size = entry?.borderBoxSize[0]?.blockSize ?? measurementsCache[index]?.size
      return Math.round(size ?? rows[index]?.height ?? 0)
    },
  })
  useLayoutEffect(() => {
    const measure = () => {
      lastTop = Math.round((box.current?.getBoundingClientRect().top ?? 0) + scrollY)
      setTop(lastTop)
    }
    measure()
    // Content above may grow, such as the line of filters.
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  return (
    <div
      ref={box}
      role={isList ? 'list' : undefined}
      className="relative w-full"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ key, index, start }) => (
        <div
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          {...(isList && { role: 'listitem', 'aria-posinset': index + 1, 'aria-setsize': rows.length })}
          className="absolute top-0 left-0 w-full"
          style={{ transform: `translateY(${start - top}px)` }}
        >
          {/* The virtualizer only has indexes of rows. */}
          {render(rows[index] as Row)}
        </div>
      ))}
    </div>
  )
}

/** The last measured width, as the next view probably has the same. */
let lastWidth = 0

/** The width of an element in pixels. Until it is measured, before the first paint, it is a guess; initially 0. */
export function useWidth(): { box: RefObject<HTMLDivElement | null>; width: number } {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(lastWidth)
  useLayoutEffect(() => {
    const measure = () => {
      lastWidth = box.current?.clientWidth ?? 0
      setWidth(lastWidth)
    }
    measure()
    const observer = new ResizeObserver(measure)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return { box, width }
}

/** The number of columns of at least `least` pixels that fit, and their width. */
export function columnsIn(
  width: number,
  least: number,
  gap: number,
): { columns: number; columnWidth: number } {
  const columns = Math.max(1, Math.floor((width + gap) / (least + gap)))
  return { columns, columnWidth: (width - gap * (columns - 1)) / columns }
}
