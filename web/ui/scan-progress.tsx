import type { ScanProgress as Progress } from '../data/scan.ts'
import { useResultsTexts } from './texts/en-results.ts'
import { useFormats } from './texts/formats.ts'
import { useNow } from './use-now.ts'

/** What the scan is doing, what it has found, and how long it has to wait for AniList. */
export function ScanProgress({ name, progress }: { name: string; progress: Progress | undefined }) {
  const texts = useResultsTexts().progress
  const { phase = 'list', entries = 0, missing = 0, requests = 0, waitingUntil, place } = progress ?? {}
  return (
    <div className="min-h-56 pb-3 md:min-h-40">
      <h1 className="text-l font-semibold text-balance">{texts.title(name)}</h1>
      <div
        role="progressbar"
        aria-label={texts.title(name)}
        className="mt-4 h-1 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full w-1/3 rounded-full bg-accent ${waitingUntil === undefined ? 'animate-glide' : 'animate-breathe'}`}
        />
      </div>
      <p className="mt-3 flex min-h-10 flex-wrap items-baseline gap-x-4" aria-live="off">
        <span className="font-medium">{phase === 'list' ? texts.reading : texts.following}</span>
        {entries > 0 && <span className="text-muted">{texts.entries(entries)}</span>}
        {missing > 0 && <span className="text-muted">{texts.found(missing)}</span>}
        {requests > 0 && <span className="text-muted">{texts.requests(requests)}</span>}
      </p>
      <p className="min-h-6 text-s text-muted">
        {waitingUntil !== undefined && (
          <Waiting until={waitingUntil} place={requests === 0 ? (place ?? 1) : undefined} />
        )}
      </p>
    </div>
  )
}

/** Before the first request, the scan waits in the queue; later, for AniList's rate limit. */
function Waiting({ until, place }: { until: number; place: number | undefined }) {
  const texts = useResultsTexts().progress
  const formats = useFormats()
  const left = until - useNow()
  // The estimate may be too short; the place is still right.
  if (place !== undefined) return texts.queued(place, left > 0 ? formats.countdown(left) : undefined)
  return left > 0 ? texts.waiting(formats.countdown(left)) : null
}

/** Placeholders for franchise cards. */
export function CardSkeletons({ count }: { count: number }) {
  return (
    <div aria-hidden="true" className="grid animate-breathe gap-4 pb-4 lg:grid-cols-2">
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={at} className="h-[324px] overflow-hidden rounded-m border border-rule bg-surface px-4 py-3">
          <div className="h-6 w-48 rounded-s bg-sunken" />
          <div className="mt-6 flex gap-4">
            {[0, 1, 2, 3, 4].map((stop) => (
              <div key={stop} className="w-26 shrink-0">
                <div className="mx-auto size-6 rounded-full bg-sunken" />
                <div className="mt-2 aspect-[46/65] rounded-s bg-sunken" />
                <div className="mt-3 h-4 rounded-s bg-sunken" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}
