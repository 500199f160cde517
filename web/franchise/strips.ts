/** A stretch of the map from left to right, in pixels. */
export interface Strip {
  readonly from: number
  readonly to: number
}

/**
 * Cuts a map into strips that are no wider than `most`, between columns. A column that is wider by itself is a strip of its own.
 *
 * @example
 * stripsOf([{ from: 0, to: 40 }, { from: 40, to: 80 }, { from: 80, to: 120 }], 100) // [{ from: 0, to: 80 }, { from: 80, to: 120 }]
 */
export function stripsOf(columns: readonly Strip[], most: number): readonly Strip[] {
  const strips: Strip[] = []
  for (const { from, to } of columns) {
    const last = strips.at(-1)
    if (last && to - last.from <= most) strips[strips.length - 1] = { from: last.from, to }
    else strips.push({ from, to })
  }
  return strips
}
