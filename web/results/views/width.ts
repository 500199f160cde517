import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The width of an element, in pixels; 0 until it is measured, which happens before anything is painted. Leave it empty till then. */
export function useWidth(): { box: RefObject<HTMLDivElement | null>; width: number } {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setWidth(box.current?.clientWidth ?? 0)
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
