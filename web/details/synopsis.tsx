import { useTexts } from '../ui/texts/language.tsx'
import type { MediaDetails } from './media-details.ts'

/** What a title is about, in AniList's words: plain text, as the server hands it out. */
export function Synopsis({ details, isPending }: { details: MediaDetails | undefined; isPending: boolean }) {
  const texts = useTexts().details
  if (isPending) {
    return (
      <div className="mt-6 animate-breathe" aria-hidden="true">
        {[1, 2, 3].map((line) => (
          <div key={line} className="my-2 h-4 rounded-s bg-sunken" />
        ))}
      </div>
    )
  }
  if (!details || details.synopsis.length === 0) return null
  return (
    <section aria-label={texts.synopsis} className="mt-6 flex max-w-prose flex-col gap-3">
      {details.synopsis.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other identity
        <p key={at} className="whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </section>
  )
}
