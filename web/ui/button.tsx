import type { ComponentProps } from 'react'

const base =
  'inline-flex items-center justify-center gap-2 rounded-s text-m font-medium whitespace-nowrap transition-colors duration-140 disabled:opacity-50 disabled:cursor-default'

/** Classes, so that links can look like buttons. 44 px tall, for touch. */
export const buttonStyles = {
  /** The main action. */
  primary: `${base} min-h-11 px-5 bg-accent text-on-accent hover:bg-accent-strong`,
  /** A main action that cannot be undone. */
  bad: `${base} min-h-11 px-5 bg-bad text-page`,
  secondary: `${base} min-h-11 px-4 border border-edge bg-surface hover:bg-sunken`,
  /** Without a border. */
  quiet: `${base} min-h-11 px-3 text-muted hover:text-ink hover:bg-sunken`,
  /** Only an icon. */
  icon: `${base} size-11 text-muted hover:text-ink hover:bg-sunken`,
} as const

export function Button({
  look,
  className = '',
  ...button
}: ComponentProps<'button'> & { look: keyof typeof buttonStyles }) {
  return <button type="button" className={`${buttonStyles[look]} ${className}`} {...button} />
}
