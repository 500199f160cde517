/** Drawn on 24 × 24 with lines of 2, in the colour of the text around. Beside words or a label: alone they say nothing aloud. */
const paths = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  plus: 'M12 5v14M5 12h14',
  dots: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  select: 'M4 4h16v16H4zM8 12.5l3 3 5.5-6.5',
  snooze: 'M6 17h12c-1.5-2-2-3-2-7a4 4 0 0 0-8 0c0 4-.5 5-2 7zM10.5 20h3',
  bookmark: 'M7 4h10v16l-5-4-5 4z',
  pause: 'M9 6v12M15 6v12',
  cross: 'M6 6l12 12M18 6L6 18',
  play: 'M8 5.5v13l10-6.5z',
  clock: 'M12 7v5l3.5 2M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18',
  hidden:
    'M4 4l16 16M10 6.3A9.6 9.6 0 0 1 12 6c6 0 9 6 9 6a15 15 0 0 1-2.6 3.2M6.5 8.2A15 15 0 0 0 3 12s3 6 9 6c1.5 0 2.8-.4 4-.9',
  search: 'M16.5 16.5L21 21M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  sliders: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  rails: 'M3 8h18M3 17h18M7 6v4M14 6v4M10 15v4M18 15v4',
  grid: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z',
  list: 'M9 6h12M9 12h12M9 18h12M4 6h.5M4 12h.5M4 18h.5',
  gallery: 'M4 4h7v16H4zM15 4h5v16h-5z',
  refresh: 'M20 11a8 8 0 0 0-14.3-4L3 10M3 4v6h6M4 13a8 8 0 0 0 14.3 4L21 14M21 20v-6h-6',
  warning: 'M12 4L2.5 20h19zM12 10v4M12 17v.5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  cloud: 'M7 18a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 9a4.5 4.5 0 0 1 0 9zM4 4l16 17',
  person: 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20a7.5 7.5 0 0 1 15 0',
  link: 'M14 5h5v5M19 5l-8 8M17 14v5H5V7h5',
  device: 'M4 5h16v11H4zM8 20h8M12 16v4',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  leave: 'M10 4H5v16h5M15 8l4 4-4 4M19 12H9',
  star: 'M12 4l2.5 5.2 5.5.8-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.8z',
  sun: 'M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  gear: 'M10.0 5.4L10.2 2.9L13.8 2.9L14.0 5.4L15.2 5.9L17.2 4.3L19.7 6.8L18.1 8.8L18.6 10.0L21.1 10.2L21.1 13.8L18.6 14.0L18.1 15.2L19.7 17.2L17.2 19.7L15.2 18.1L14.0 18.6L13.8 21.1L10.2 21.1L10.0 18.6L8.8 18.1L6.8 19.7L4.3 17.2L5.9 15.2L5.4 14.0L2.9 13.8L2.9 10.2L5.4 10.0L5.9 8.8L4.3 6.8L6.8 4.3L8.8 5.9zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6',
  keyboard: 'M3 6h18v12H3zM7 10h.5M11 10h.5M15 10h.5M7 14h10',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 fill-none stroke-current stroke-2 ${className}`}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}

/** Two stops on a line, and the next one is missing. */
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
