import { type ComponentProps, lazy, Suspense } from 'react'

const Lazy = lazy(() => import('./title-details.tsx'))

/** The details of a title, whose code comes when somebody opens them. */
export function TitleDetails(props: ComponentProps<typeof Lazy>) {
  return (
    <Suspense fallback={null}>
      <Lazy {...props} />
    </Suspense>
  )
}
