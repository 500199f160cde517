import { type ReactNode, useSyncExternalStore } from 'react'
import type { Addition, TitleResult } from '../data/additions.ts'
import { additions } from '../data/list-writes.ts'
import type {} from '../data/outcomes.ts'
import { countOutcomes, countRetriable, titlesOfOutcome } from '../data/outcomes.ts'
import { problemOf } from '../data/problems.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { useFormats } from '../ui/texts/formats.ts'
import type { Adding } from './adding.ts'

/** How an addition gets on, and what has become of each title. */
export function OutcomeDialog({
  id,
  adding,
  onClose,
}: {
  id: string
  adding: Pick<Adding, 'retry' | 'undo'>
  onClose: () => void
}) {
  const acting = useActingTexts()
  const addition = useSyncExternalStore(additions.subscribe, () => additions.get(id))
  if (!addition) return null
  const { added, open } = countOutcomes(addition)
  const retriable = countRetriable(addition)
  const isRunning = addition.state === 'running'
  const isSettled = addition.state === 'settled'
  return (
    <Dialog
      title={isRunning ? acting.addingTitle(addition.titles.length) : acting.outcomeTitle(added)}
      onClose={onClose}
      isRead
      footer={
        <>
          {isSettled && retriable > 0 && (
            <button type="button" className={buttonStyles.primary} onClick={() => adding.retry(id)}>
              {acting.retryFailed(retriable)}
            </button>
          )}
          <button
            type="button"
            className={retriable > 0 && isSettled ? buttonStyles.secondary : buttonStyles.primary}
            onClick={onClose}
          >
            {isRunning ? acting.background : acting.done}
          </button>
          {(isRunning || (isSettled && added > 0)) && (
            <button
              type="button"
              className={buttonStyles.quiet}
              onClick={() => {
                adding.undo(id)
                onClose()
              }}
            >
              {isRunning ? acting.stop : acting.undo}
            </button>
          )}
        </>
      }
    >
      <Progress addition={addition} />
      <p
        role="status"
        className={isRunning || added < addition.titles.length ? 'mt-2 text-s text-muted' : 'sr-only'}
      >
        {isRunning
          ? acting.progress(addition.titles.length - open, addition.titles.length)
          : acting.summary(countOutcomes(addition))}
      </p>
      <Outcomes addition={addition} />
    </Dialog>
  )
}

function Progress({ addition }: { addition: Addition }) {
  const acting = useActingTexts()
  const all = addition.titles.length
  const { open } = countOutcomes(addition)
  if (addition.state !== 'running') return null
  const isUnknown = open === all
  return (
    <div
      role="progressbar"
      aria-label={acting.addingTitle(all)}
      aria-valuemin={0}
      aria-valuemax={all}
      {...(!isUnknown && { 'aria-valuenow': all - open })}
      className="h-1.5 overflow-hidden rounded-full bg-sunken"
    >
      {isUnknown ? (
        <div className="h-full w-1/3 animate-glide rounded-full bg-accent motion-reduce:w-full motion-reduce:opacity-45" />
      ) : (
        <div
          className="h-full origin-left rounded-full bg-accent transition-transform duration-140"
          style={{ transform: `scaleX(${(all - open) / all})` }}
        />
      )}
    </div>
  )
}

function Outcomes({ addition }: { addition: Addition }) {
  const acting = useActingTexts()
  const listed = ({ entry }: TitleResult) =>
    [
      acting.statuses[entry?.status ?? addition.status],
      entry && entry.progress > 0 && acting.seen(entry.progress),
      entry?.private && acting.private,
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <>
      <Outcome
        icon="warning"
        tone="text-bad"
        title={acting.failedList}
        lines={titlesOfOutcome(addition, 'failed').map(({ id, name, result }) => ({
          id,
          name,
          words: acting.reasons[problemOf(result?.code ?? addition.problem ?? '').reason],
        }))}
      />
      <Outcome
        icon="bookmark"
        tone="text-muted"
        title={acting.alreadyList}
        lines={titlesOfOutcome(addition, 'already-listed').map(({ id, name, result }) => ({
          id,
          name,
          words: result && listed(result),
        }))}
      />
      <Outcome
        icon="check"
        tone="text-good"
        title={acting.addedList(acting.statuses[addition.status])}
        lines={titlesOfOutcome(addition, 'added')}
      />
    </>
  )
}

function Outcome({
  icon,
  tone,
  title,
  lines,
}: {
  icon: IconName
  tone: string
  title: string
  lines: readonly { readonly id: number; readonly name: string; readonly words?: ReactNode }[]
}) {
  const { number } = useFormats()
  if (lines.length === 0) return null
  return (
    <section aria-label={title} className="mt-5 first:mt-0">
      <h3 className="flex items-center gap-2 font-semibold">
        <span className={tone}>
          <Icon name={icon} />
        </span>
        {title}
        <span className="font-normal text-muted">{number(lines.length)}</span>
      </h3>
      <ul className="mt-1">
        {lines.map(({ id, name, words }) => (
          <li
            key={id}
            className="border-b border-rule py-2 pl-7 [contain-intrinsic-size:auto_2.5rem] [content-visibility:auto]"
          >
            {name}
            {words && <span className="block text-s text-muted">{words}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
