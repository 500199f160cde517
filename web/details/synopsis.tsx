import { useTexts } from '../texts/language.tsx'
import { useMediaDetails } from './media-details.ts'

/** What a title is about, in AniList's words: plain text, as the server hands it out. */
export function Synopsis({ id }: { id: number }) {
  const texts = useTexts().details
  const { data, isPending } = useMediaDetails(id)
  if (isPending) {
    return (
      <div className="mt-6 animate-breathe" aria-hidden="true">
        {[1, 2, 3].map((line) => (
          <div key={line} className="my-2 h-4 rounded-s bg-sunken" />
        ))}
      </div>
    )
  }
  if (!data || data.synopsis.length === 0) return null
  return (
    <section aria-label={texts.synopsis} className="mt-6 flex max-w-prose flex-col gap-3">
      {data.synopsis.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other identity
        <p key={at} className="whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </section>
  )
}
