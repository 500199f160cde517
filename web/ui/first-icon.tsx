/** Drawn on 24 × 24 with 2 px lines, in the text colour. Hidden from screen readers, so they need text or a label. */
export const firstPaths = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  plus: 'M12 5v14M5 12h14',
  cross: 'M6 6l12 12M18 6L6 18',
  clock: 'M12 7v5l3.5 2M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18',
  search: 'M16.5 16.5L21 21M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14',
  warning: 'M12 4L2.5 20h19zM12 10v4M12 17v.5',
  gear: 'M10 5.4l.2-2.5h3.6l.2 2.5 1.2.5 2-1.6 2.5 2.5-1.6 2 .5 1.2 2.5.2v3.6l-2.5.2-.5 1.2 1.6 2-2.5 2.5-2-1.6-1.2.5-.2 2.5h-3.6l-.2-2.5-1.2-.5-2 1.6-2.5-2.5 1.6-2-.5-1.2-2.5-.2v-3.6l2.5-.2.5-1.2-1.6-2 2.5-2.5 2 1.6zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6',
} as const

/** An icon of the first load; {@link Icon} has all of them. */
export function FirstIcon({ name, className }: { name: keyof typeof firstPaths; className?: string }) {
  return <Drawing path={firstPaths[name]} className={className} />
}

export function Drawing({ path, className = 'size-5' }: { path: string; className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 fill-none stroke-current stroke-2 ${className}`}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  )
}

/** Two titles on a line, of which the next one is missing. */
export function Logo({ className = 'size-8' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <path className="stroke-muted" d="M5 16h16" strokeWidth="3" />
      <circle className="fill-muted" cx="5" cy="16" r="3" />
      <circle className="fill-accent" cx="21" cy="16" r="10" />
      <path className="stroke-on-accent" d="M21 11v10M16 16h10" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}
