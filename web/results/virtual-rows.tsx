import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'

/**
 * Rows of which only those near the screen are there. Each may have another height; the better the guess, the calmer the scroll
 * bar.
 *
 * @param props.guess the likely height of a row, in pixels
 */
export function VirtualRows<Row>({
  rows,
  keyOf,
  guess,
  render,
}: {
  rows: readonly Row[]
  keyOf: (row: Row) => string | number
  guess: (row: Row) => number
  render: (row: Row, index: number) => ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (at) => guess(rows[at] as Row),
    getItemKey: (at) => keyOf(rows[at] as Row),
    overscan: 3,
    scrollMargin: top,
    useFlushSync: false,
  })
  useLayoutEffect(() => {
    const measure = () => setTop(Math.round((box.current?.getBoundingClientRect().top ?? 0) + scrollY))
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
          {render(rows[index] as Row, index)}
        </div>
      ))}
    </div>
  )
}
