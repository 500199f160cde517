import { useMemo } from 'react'
import { type ExclusionRule, exclusionRules } from '../../src/core/search.ts'
import { type Ignore, keyOf } from '../data/ignores.ts'
import type { ResultsSearch } from '../data/results-search.ts'
import type { HiddenTitle, Member, ScanAnswer } from '../data/scan.ts'
import {
  BringBackAll,
  IgnoredAct,
  IgnoredElsewhere,
  IgnoredTerm,
  useBySnooze,
  useIgnoredElsewhere,
  useIgnoredMedia,
  useSnoozedCount,
} from '../list/ignored.tsx'
import { Poster } from '../titles/poster.tsx'
import { Kind } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { LineName, lineHeight, useTitleName } from '../titles/title-name.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { ResultsLink } from './results-link.tsx'
import { VirtualRows } from './virtual-rows.tsx'

/** The number of titles hidden by each rule, with links; nothing if there are none. */
export function HiddenCounts({ answer }: { answer: ScanAnswer }) {
  const texts = useResultsTexts().hidden
  const elsewhere = useIgnoredElsewhere(answer.hiddenTitles)
  // Includes those not in the results, which would be unreachable otherwise.
  const hidden = { ...answer.hidden, ignored: answer.hidden.ignored + elsewhere.length }
  const snoozed = useSnoozedCount(answer.hiddenTitles, elsewhere)
  const rules = exclusionRules.filter((rule) => hidden[rule] > 0)
  if (rules.length === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-s text-muted print:hidden">
      {texts.label}
      {rules.map((rule) => (
        <ResultsLink
          key={rule}
          to={(before) => ({ ...before, hidden: rule })}
          className="inline-flex min-h-9 items-center underline decoration-rule underline-offset-4 hover:text-ink"
        >
          {rule === 'ignored' && snoozed > 0
            ? texts.ignoredAndSnoozed(hidden.ignored - snoozed, snoozed)
            : texts.rules[rule](hidden[rule])}
        </ResultsLink>
      ))}
    </p>
  )
}

/** The scan options that turn off a rule. */
const optionOf: Partial<Record<ExclusionRule, ResultsSearch>> = {
  music: { music: true },
  adult: { adult: true },
  dropped: { throughDropped: true },
}

const none: readonly Ignore[] = []

/** The titles hidden by a rule, with a link to include them all. */
export function HiddenTitles({ answer, rule }: { answer: ScanAnswer; rule: ExclusionRule }) {
  const texts = useResultsTexts().hidden
  const bySnooze = useBySnooze()
  const titles = useMemo(() => {
    const ofRule = answer.hiddenTitles.filter((title) => title.rule === rule)
    return rule === 'ignored' ? ofRule.sort(bySnooze) : ofRule
  }, [answer, rule, bySnooze])
  const ignoredElsewhere = useIgnoredElsewhere(answer.hiddenTitles)
  const elsewhere = rule === 'ignored' ? ignoredElsewhere : none
  const known = useIgnoredMedia(elsewhere)
  const rows = useMemo(
    () => [
      ...titles.map((title) => ({ key: `${title.media.id}`, height: lineHeight, title })),
      ...elsewhere.map((ignore) => ({ key: keyOf(ignore), height: lineHeight, ignore })),
    ],
    [titles, elsewhere],
  )
  const include = (rule === 'music' || rule === 'adult' || rule === 'dropped') && texts.include[rule]
  // The colours of covers are only known in shown franchises.
  const colors = new Map(
    answer.franchises.flatMap(({ media }) => media.map(({ id, coverColor }) => [id, coverColor] as const)),
  )
  return (
    <section aria-labelledby="hidden-titles" className="max-w-3xl">
      <ResultsLink to={withoutHidden} className={`${buttonStyles.quiet} -ml-3`}>
        <Icon name="left" />
        {texts.back}
      </ResultsLink>
      <h1 id="hidden-titles" className="mt-2 text-l font-semibold">
        {texts.titles[rule]}
      </h1>
      <p className="mt-1 text-muted">{texts.why[rule]}</p>
      {include && (
        <ResultsLink
          to={(before) => ({ ...withoutHidden(before), ...optionOf[rule] })}
          className={`${buttonStyles.secondary} mt-3`}
        >
          {include}
        </ResultsLink>
      )}
      {rule === 'ignored' && <BringBackAll titles={titles} elsewhere={elsewhere} />}
      {rows.length === 0 && <p className="mt-4">{texts.none}</p>}
      <div className="mt-4">
        <VirtualRows
          rows={rows}
          render={(row) =>
            'title' in row ? (
              <HiddenLine title={row.title} color={colors.get(row.title.media.id) ?? null} />
            ) : (
              <IgnoredElsewhere ignore={row.ignore} media={known.get(row.ignore.mediaId)} />
            )
          }
        />
      </div>
    </section>
  )
}

function withoutHidden({ hidden: _, ...rest }: ResultsSearch): ResultsSearch {
  return rest
}

function HiddenLine({ title, color }: { title: HiddenTitle; color: Member['coverColor'] }) {
  const { media, rule, distance } = title
  const texts = useResultsTexts().media
  const name = useTitleName()(media)
  return (
    <div className="-mx-2 flex items-center border-b border-rule">
      <TitleLink
        media={media}
        stop
        className="group flex min-w-0 flex-1 items-center gap-4 rounded-s px-2 py-2 hover:bg-sunken"
      >
        <Poster media={{ ...media, coverColor: color }} className="w-10.5 shrink-0" />
        <span className="min-w-0 flex-1">
          <LineName name={name} />
          <span className="block truncate text-s text-muted">
            {rule === 'ignored' && (
              <>
                <IgnoredTerm title={title} />
                {' · '}
              </>
            )}
            <Kind media={media} />
          </span>
        </span>
        <span className={`text-s whitespace-nowrap text-muted ${rule === 'ignored' ? 'max-sm:hidden' : ''}`}>
          {texts.stepsLong(distance)}
        </span>
      </TitleLink>
      {rule === 'ignored' && <IgnoredAct title={title} />}
    </div>
  )
}
