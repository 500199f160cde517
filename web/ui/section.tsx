import { type ReactNode, useId } from 'react'

/** A framed part of a page with a heading. */
export function Section({
  title,
  text,
  tone = 'quiet',
  children,
}: {
  title: string
  text?: ReactNode
  tone?: 'quiet' | 'bad'
  children: ReactNode
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={`rounded-m border bg-surface px-4 py-4 sm:px-5 ${tone === 'bad' ? 'border-bad' : 'border-rule'}`}
    >
      <h2 id={id} tabIndex={-1} className="font-semibold">
        {title}
      </h2>
      {text && <p className="mt-1 text-s text-pretty text-muted">{text}</p>}
      <div className="mt-3">{children}</div>
    </section>
  )
}

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
