import type { ReactNode } from 'react'

/** Choices that belong together, under a title. */
export function ChoiceGroup({
  title,
  columns = false,
  children,
}: {
  title: string
  columns?: boolean
  children: ReactNode
}) {
  return (
    <fieldset className="pb-4">
      <legend className="pb-1 text-s text-muted">{title}</legend>
      <div className={`-mx-2 ${columns ? 'grid sm:grid-cols-2' : ''}`}>{children}</div>
    </fieldset>
  )
}

/** One thing to choose, with its words. */
export function Choice({
  children,
  ...input
}: {
  type: 'checkbox' | 'radio'
  name?: string
  checked: boolean
  onChange: () => void
  children: ReactNode
}) {
  return (
    <label className="flex min-h-10 items-center gap-3 rounded-s px-2 hover:bg-sunken">
      <input {...input} className="size-4 shrink-0 accent-accent" />
      {children}
    </label>
  )
}
