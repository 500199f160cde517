import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The width of an element, in pixels. Until it is measured, that of the window serves. */
export function useWidth(): { box: RefObject<HTMLDivElement | null>; width: number } {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(() => document.documentElement.clientWidth - 32)
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
