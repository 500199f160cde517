import { useRouterState } from '@tanstack/react-router'
import { type ComponentProps, type ReactNode, use, useId, useState, useSyncExternalStore } from 'react'
import type { EntryDetails, ListStatus, NewEntry } from '../../src/core/list.ts'
import { highestScore } from '../../src/core/score.ts'
import { beginSignIn, signInPath } from '../data/account.ts'
import {
  type Addition,
  countOutcomes,
  countRetriable,
  type TitleResult,
  titlesOfOutcome,
} from '../data/additions.ts'
import { additions } from '../data/list-writes.ts'
import { problemOf } from '../data/problems.ts'
import { OwnScoreFormat } from '../titles/title-facts.tsx'
import { Button, buttonStyles } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { useTexts } from '../ui/texts/language.tsx'
import type { AddableTitle, Adding } from './adding.ts'

/** Without REPEATING, as titles that were not on the list are not being rewatched. */
const statuses = ['PLANNING', 'CURRENT', 'COMPLETED', 'PAUSED', 'DROPPED'] as const satisfies ListStatus[]

/** A preview of what will be added, with the choice of a status. */
export function AddDialog({
  titles,
  leftAlone,
  status: firstStatus,
  ownsScores,
  onAdd,
  onClose,
}: {
  titles: readonly AddableTitle[]
  /** The number of titles that are already on the list. */
  leftAlone: number
  /** The initial status. */
  status: ListStatus
  /** Whether the titles are added to the list on the page, whose score format is known. */
  ownsScores: boolean
  onAdd: (titles: readonly AddableTitle[], entry: NewEntry) => void
  onClose: () => void
}) {
  const acting = useActingTexts()
  const [status, setStatus] = useState<ListStatus>(firstStatus)
  const [details, setDetails] = useState<EntryDetails>({})
  const [out, setOut] = useState<ReadonlySet<number>>(new Set())
  const formId = useId()
  const chosen = titles.filter(({ id }) => !out.has(id))
  const [only] = titles.length === 1 ? titles : []
  const toggle = (id: number) => {
    const next = new Set(out)
    if (!next.delete(id)) next.add(id)
    setOut(next)
  }
  return (
    <Dialog
      title={only ? acting.previewOne(only.name) : acting.previewTitle(titles.length)}
      onClose={onClose}
      footer={
        <>
          <Button
            type="submit"
            form={formId}
            look="primary"
            className="max-sm:flex-1"
            disabled={chosen.length === 0}
          >
            {only
              ? acting.addOneTo(acting.statuses[status])
              : acting.addTo(chosen.length, acting.statuses[status])}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {acting.cancel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="mb-4 grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          onAdd(chosen, { ...details, status })
        }}
      >
        <Field label={acting.asStatus} isWide>
          {(id) => (
            <select
              id={id}
              value={status}
              onChange={({ target }) => {
                setStatus(target.value as ListStatus)
                // Details of the previous status may not apply, and are no longer visible.
                setDetails({})
              }}
              className={fieldStyle}
            >
              {statuses.map((one) => (
                <option key={one} value={one}>
                  {acting.statuses[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Details
          key={status}
          status={status}
          only={only}
          ownsScores={ownsScores}
          onChange={(part) => setDetails({ ...details, ...part })}
        />
      </form>
      <p className="text-s text-muted">
        {leftAlone > 0 && `${acting.leftAlone(leftAlone)} `}
        {acting.carefully}
      </p>
      {!only && (
        <ul aria-label={acting.previewList} className="mt-3">
          {titles.map(({ id, name }) => (
            <li
              key={id}
              className="border-b border-rule [contain-intrinsic-size:auto_2.75rem] [content-visibility:auto]"
            >
              <label className="flex min-h-11 items-center gap-3 py-2">
                <input
                  type="checkbox"
                  className="size-4.5 shrink-0 accent-accent"
                  checked={!out.has(id)}
                  onChange={() => toggle(id)}
                />
                <span className="min-w-0">{name}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

/** The details that this status allows: score and progress for a single title only, the day also for several. */
function Details({
  status,
  only,
  ownsScores,
  onChange,
}: {
  status: ListStatus
  only: AddableTitle | undefined
  ownsScores: boolean
  onChange: (part: EntryDetails) => void
}) {
  const acting = useActingTexts()
  const format = use(OwnScoreFormat)
  if (status === 'PLANNING') return null
  const step = format === 'POINT_10_DECIMAL' ? 0.1 : 1
  const number = (text: string) => (text === '' ? undefined : Number(text))
  return (
    <>
      {status === 'COMPLETED' && (
        <Field label={acting.completedOn}>
          {(id) => (
            <input
              id={id}
              type="date"
              min="1900-01-01"
              max={today()}
              className={fieldStyle}
              onChange={({ target }) => onChange({ completedOn: target.value || undefined })}
            />
          )}
        </Field>
      )}
      {status !== 'COMPLETED' && only && (
        <Field label={acting.progressOf(only.episodes ?? undefined)}>
          {(id) => (
            <NumberInput
              id={id}
              min={1}
              max={only.episodes ?? undefined}
              onChange={({ target }) => onChange({ progress: number(target.value) })}
            />
          )}
        </Field>
      )}
      {only && ownsScores && format && (
        <Field label={acting.scoreOf(highestScore[format])}>
          {(id) => (
            <NumberInput
              id={id}
              min={step}
              max={highestScore[format]}
              step={step}
              onChange={({ target }) => onChange({ score: number(target.value) })}
            />
          )}
        </Field>
      )}
    </>
  )
}

const fieldStyle = 'mt-1 block min-h-11 w-full rounded-s border border-edge bg-surface px-3'

function Field({
  label,
  isWide = false,
  children,
}: {
  label: string
  isWide?: boolean
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={isWide ? 'sm:col-span-2' : ''}>
      <label htmlFor={id} className="text-s text-muted">
        {label}
      </label>
      {children(id)}
    </div>
  )
}

function NumberInput(input: ComponentProps<'input'>) {
  return <input type="number" inputMode="decimal" className={fieldStyle} {...input} />
}

/** The local date in the format of a date field. */
function today(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** Explains why adding needs a sign-in, and leads there. */
export function SignInDialog({ onClose }: { onClose: () => void }) {
  const texts = useActingTexts()
  const { signInLong } = useTexts().shell
  const here = useRouterState({ select: ({ location }) => location.href })
  return (
    <Dialog
      title={texts.signInTitle}
      onClose={onClose}
      footer={
        <>
          <a href={signInPath(here)} onClick={beginSignIn} className={buttonStyles.primary}>
            {signInLong}
          </a>
          <Button look="quiet" onClick={onClose}>
            {texts.notNow}
          </Button>
        </>
      }
    >
      <p>{texts.signInText}</p>
    </Dialog>
  )
}

/** The progress of an addition, and the result for each title. */
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
            <Button look="primary" onClick={() => adding.retry(id)}>
              {acting.retryFailed(retriable)}
            </Button>
          )}
          <button
            type="button"
            className={retriable > 0 && isSettled ? buttonStyles.secondary : buttonStyles.primary}
            onClick={onClose}
          >
            {isRunning ? acting.background : acting.done}
          </button>
          {(isRunning || (isSettled && added > 0)) && (
            <Button
              look="quiet"
              onClick={() => {
                adding.undo(id)
                onClose()
              }}
            >
              {isRunning ? acting.stop : acting.undo}
            </Button>
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
