import type { Member } from '../data/scan.ts'
import type { Mark } from './title-mark.tsx'

const looks: Partial<Record<Mark, string>> = {
  watched: 'opacity-45 saturate-50',
  watching: 'opacity-60 saturate-75',
  planned: 'opacity-70',
  paused: 'opacity-70',
  dropped: 'opacity-35 saturate-0',
  announced: 'opacity-80',
  hidden: 'opacity-35 saturate-50',
  unlisted: 'opacity-45 saturate-50',
}

/** A cover, on its dominant colour until it has loaded. Without alternative text, as the title is next to it. */
export function Poster({
  media,
  mark,
  className = '',
  eager = false,
}: {
  media: Pick<Member, 'coverUrl'> & { readonly coverColor?: string | null }
  mark?: Mark
  className?: string
  /** For posters that are visible at first. */
  eager?: boolean
}) {
  const look = mark === undefined ? '' : (looks[mark] ?? '')
  // Announced titles have a dashed frame around a smaller picture, as dashes on top of it would be invisible.
  const frame = mark === 'announced' ? 'border-2 border-dashed border-accent p-0.5' : 'bg-sunken'
  return (
    <span className={`block aspect-[46/65] rounded-s ${frame} ${className}`}>
      <span
        className={`block size-full overflow-hidden rounded-s transition-opacity duration-140 group-hover:opacity-100 group-hover:saturate-100 ${look}`}
        style={media.coverColor ? { backgroundColor: media.coverColor } : undefined}
      >
        {media.coverUrl && (
          <img
            src={media.coverUrl}
            alt=""
            width={230}
            height={325}
            loading={eager ? 'eager' : 'lazy'}
            fetchPriority={eager ? 'high' : 'auto'}
            decoding="async"
            className="size-full object-cover"
          />
        )}
      </span>
    </span>
  )
}
