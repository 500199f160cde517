import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/**
 * How many columns of at least `least` pixels fit into an element, and how wide each of them is. Until it is measured, the width
 * of the window serves.
 */
export function useColumns(
  least: number,
  gap: number,
): { box: RefObject<HTMLDivElement | null>; columns: number; width: number } {
  const box = useRef<HTMLDivElement>(null)
  const [space, setSpace] = useState(() => document.documentElement.clientWidth - 2 * gap)
  useLayoutEffect(() => {
    const measure = () => setSpace(box.current?.clientWidth ?? 0)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box.current as HTMLElement)
    return () => observer.disconnect()
  }, [])
  const columns = Math.max(1, Math.floor((space + gap) / (least + gap)))
  return { box, columns, width: (space - gap * (columns - 1)) / columns }
}

/** @example inRows([1, 2, 3, 4, 5], 2) // [[1, 2], [3, 4], [5]] */
export function inRows<Item>(items: readonly Item[], columns: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / columns) }, (_, row) =>
    items.slice(row * columns, (row + 1) * columns),
  )
}
