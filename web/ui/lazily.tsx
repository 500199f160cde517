import { type ComponentType, createElement, lazy, Suspense } from 'react'

/**
 * A component whose code comes when it is first shown. Until then there is nothing in its place.
 *
 * @example
 * const KeySheet = lazily(async () => (await import('./key-sheet.tsx')).KeySheet)
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }))
  return (props) => <Suspense fallback={null}>{createElement(Loaded, props)}</Suspense>
}
