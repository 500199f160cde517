/**
 * Splits items into chunks of at most `most`.
 *
 * @example
 * chunk([1, 2, 3], 2) // [[1, 2], [3]]
 */
export function chunk<Item>(items: readonly Item[], most: number): (readonly Item[])[] {
  const chunks: (readonly Item[])[] = []
  for (let start = 0; start < items.length; start += most) chunks.push(items.slice(start, start + most))
  return chunks
}
