/** Moments in ascending order: added at one end, forgotten at the other, both at a cost that does not grow. */
export interface SlidingLog {
  add(moment: number): void
  /** Forgets every moment up to and including this one. */
  forgetUntil(moment: number): void
  readonly size: number
  readonly oldest: number | undefined
}

/** Moments that were forgotten stay in the array until they are so many: `shift` would move all others each time. */
const slack = 256

export function createSlidingLog(): SlidingLog {
  let moments: number[] = []
  let start = 0

  return {
    add(moment) {
      moments.push(moment)
    },
    forgetUntil(moment) {
      while (start < moments.length && (moments[start] as number) <= moment) start++
      if (start < slack || start < moments.length / 2) return
      moments = moments.slice(start)
      start = 0
    },
    get size() {
      return moments.length - start
    },
    get oldest() {
      return moments[start]
    },
  }
}
