import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

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
