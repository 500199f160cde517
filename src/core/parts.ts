/**
 * Cuts items into parts of so many at most.
 *
 * @example
 * inParts([1, 2, 3], 2) // [[1, 2], [3]]
 */
export function inParts<Item>(items: readonly Item[], most: number): (readonly Item[])[] {
  const parts: (readonly Item[])[] = []
  for (let start = 0; start < items.length; start += most) parts.push(items.slice(start, start + most))
  return parts
}
