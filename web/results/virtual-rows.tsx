import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** A row that may or may not be on the page. */
export interface VirtualRow {
  readonly key: string | number
  /** In pixels, as good as can be told before it is there: the nearer the truth, the calmer the scroll bar. */
  readonly height: number
}

/**
 * Where rows began when they were last on the page, in pixels: until it is measured, which happens before anything is painted, the
 * guess that tells which of them are near the screen. At first it is what a summary and tools take.
 */
let lastTop = 300

/** Rows of which only those near the screen are there. */
export function VirtualRows<Row extends VirtualRow>({
  rows,
  render,
}: {
  rows: readonly Row[]
  render: (row: Row) => ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(lastTop)
  const virtualizer = useWindowVirtualizer<HTMLDivElement>({
    count: rows.length,
    // Kept: other functions make it work out the place of every row again.
    estimateSize: useCallback((at: number) => rows[at]?.height ?? 0, [rows]),
    getItemKey: useCallback((at: number) => rows[at]?.key ?? at, [rows]),
    overscan: 2,
    scrollMargin: top,
    // Else there would be no rows until the page is laid out.
    initialRect: { width: innerWidth, height: innerHeight },
    useFlushSync: false,
    // At first the guess must do: asking the page would lay it out at once. The observer tells before it is painted.
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
    // What stands above may grow, such as the line of filters.
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  return (
    <div ref={box} className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ key, index, start }) => (
        <div
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          className="absolute top-0 left-0 w-full"
          style={{ transform: `translateY(${start - top}px)` }}
        >
          {render(rows[index] as Row)}
        </div>
      ))}
    </div>
  )
}

/** Of the last element that was measured: the next view is most likely as wide. */
let lastWidth = 0

/** The width of an element, in pixels. Until it is measured, which happens before anything is painted, a guess; at first 0. */
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
    observer.observe(box.current as HTMLElement)
    return () => observer.disconnect()
  }, [])
  return { box, width }
}

/** How many columns of at least `least` pixels fit, and how wide each of them is. */
export function columnsIn(
  width: number,
  least: number,
  gap: number,
): { columns: number; columnWidth: number } {
  const columns = Math.max(1, Math.floor((width + gap) / (least + gap)))
  return { columns, columnWidth: (width - gap * (columns - 1)) / columns }
}
