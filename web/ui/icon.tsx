import { Drawing, firstPaths } from './first-icon.tsx'

export const iconPaths = {
  ...firstPaths,
  dots: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  select: 'M4 4h16v16H4zM8 12.5l3 3 5.5-6.5',
  snooze: 'M6 17h12c-1.5-2-2-3-2-7a4 4 0 0 0-8 0c0 4-.5 5-2 7zM10.5 20h3',
  bookmark: 'M7 4h10v16l-5-4-5 4z',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.5v13l10-6.5z',
  hidden:
    'M4 4l16 16M10 6.3A9.6 9.6 0 0 1 12 6c6 0 9 6 9 6a15 15 0 0 1-2.6 3.2M6.5 8.2A15 15 0 0 0 3 12s3 6 9 6c1.5 0 2.8-.4 4-.9',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  sliders: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  rails: 'M3 8h18M3 17h18M7 6v4M14 6v4M10 15v4M18 15v4',
  grid: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z',
  list: 'M9 6h12M9 12h12M9 18h12M4 6h.5M4 12h.5M4 18h.5',
  gallery: 'M4 4h7v16H4zM15 4h5v16h-5z',
  refresh: 'M20 11a8 8 0 0 0-14.3-4L3 10M3 4v6h6M4 13a8 8 0 0 0 14.3 4L21 14M21 20v-6h-6',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  cloud: 'M7 18a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 9a4.5 4.5 0 0 1 0 9zM4 4l16 17',
  person: 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20a7.5 7.5 0 0 1 15 0',
  link: 'M14 5h5v5M19 5l-8 8M17 14v5H5V7h5',
  device: 'M4 5h16v11H4zM8 20h8M12 16v4',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  leave: 'M10 4H5v16h5M15 8l4 4-4 4M19 12H9',
} as const

export type IconName = keyof typeof iconPaths

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return <Drawing path={iconPaths[name]} className={className} />
}
