import type { ResultsSearch } from '../data/results-search.ts'
import type { Title } from '../titles/title.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { ResultsLink } from './results-link.tsx'

/** So many titles nobody reads through. */
const many = 200

/** A few ways into a very long answer. */
export function WhereToBegin({ titles }: { titles: readonly Title[] }) {
  const texts = useTexts().results
  if (titles.length < many) return null
  const isScored = titles.some(({ mine }) => mine !== null)
  const ways: readonly (readonly [label: string, search: ResultsSearch])[] = [
    [texts.manyNext, { distance: [1] }],
    [texts.manyShort, { sort: 'shortest' }],
    [texts.manyBest, { sort: 'score' }],
    ...(isScored ? ([[texts.manyMine, { sort: 'mine' }]] as const) : []),
  ]
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-3 text-s text-muted">
      {texts.manyTitle}
      {ways.map(([label, search]) => (
        <ResultsLink
          key={label}
          to={(before) => ({ ...before, ...search })}
          className="inline-flex min-h-9 items-center font-medium text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-accent"
        >
          {label}
        </ResultsLink>
      ))}
    </p>
  )
}
