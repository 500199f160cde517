import { type ReactNode, useId } from 'react'

/** A part of a page with a heading, in a frame of its own. */
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
