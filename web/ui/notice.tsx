import type { ReactNode } from 'react'

/** A state that fills the page: what happened, why, and what to do. */
export function Notice({
  icon,
  title,
  children,
  actions,
  tone = 'quiet',
}: {
  icon: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
  tone?: 'quiet' | 'good' | 'bad'
}) {
  const color = { quiet: 'text-muted', good: 'text-good', bad: 'text-bad' }[tone]
  return (
    <section className="mx-auto flex max-w-lg animate-appear flex-col items-center gap-4 px-4 py-16 text-center">
      <span className={`grid size-16 place-items-center rounded-full bg-sunken [&>svg]:size-8 ${color}`}>
        {icon}
      </span>
      <h1 className="text-l font-semibold text-balance">{title}</h1>
      {children && <div className="flex flex-col gap-3 text-pretty text-muted">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-3">{actions}</div>}
    </section>
  )
}
