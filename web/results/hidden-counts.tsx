import { exclusionRules } from '../../src/core/search.ts'
import type { ScanAnswer } from '../data/scan.ts'
import { useIgnoredElsewhere } from '../list/use-ignores.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { ResultsLink } from './results-link.tsx'

/** How many titles each rule hid, each to be opened; nothing where none did. */
export function HiddenCounts({ answer }: { answer: ScanAnswer }) {
  const texts = useTexts().hidden
  const elsewhere = useIgnoredElsewhere(answer.hiddenTitles)
  // Else there would be no way to what is ignored and no longer led to.
  const hidden = { ...answer.hidden, ignored: answer.hidden.ignored + elsewhere.length }
  const rules = exclusionRules.filter((rule) => hidden[rule] > 0)
  if (rules.length === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-s text-muted">
      {texts.label}
      {rules.map((rule) => (
        <ResultsLink
          key={rule}
          to={(before) => ({ ...before, hidden: rule })}
          className="inline-flex min-h-9 items-center underline decoration-rule underline-offset-4 hover:text-ink"
        >
          {texts.rules[rule](hidden[rule])}
        </ResultsLink>
      ))}
    </p>
  )
}
