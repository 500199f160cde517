import { useRouterState } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { ListStatus } from '../../src/core/list.ts'
import type { NamedTitle } from '../data/additions.ts'
import { beginSignIn, signInPath } from '../data/sign-in.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { useTexts } from '../ui/texts/language.tsx'

/** Nobody watches again what was not on the list. */
const statuses = ['PLANNING', 'CURRENT', 'COMPLETED', 'PAUSED', 'DROPPED'] as const satisfies ListStatus[]

/** What would be added, and how: before anything is written. */
export function AddDialog({
  titles,
  leftAlone,
  onAdd,
  onClose,
}: {
  titles: readonly NamedTitle[]
  /** So many more were meant, but are on the list already. */
  leftAlone: number
  onAdd: (titles: readonly NamedTitle[], status: ListStatus) => void
  onClose: () => void
}) {
  const acting = useActingTexts()
  const [status, setStatus] = useState<ListStatus>('PLANNING')
  const [out, setOut] = useState<ReadonlySet<number>>(new Set())
  const statusId = useId()
  const chosen = titles.filter(({ id }) => !out.has(id))
  const toggle = (id: number) => {
    const next = new Set(out)
    if (!next.delete(id)) next.add(id)
    setOut(next)
  }
  return (
    <Dialog
      title={acting.previewTitle(titles.length)}
      onClose={onClose}
      footer={
        <>
          <button
            type="button"
            className={`${buttonStyles.primary} max-sm:flex-1`}
            disabled={chosen.length === 0}
            onClick={() => onAdd(chosen, status)}
          >
            {acting.addTo(chosen.length, acting.statuses[status])}
          </button>
          <button type="button" className={buttonStyles.quiet} onClick={onClose}>
            {acting.cancel}
          </button>
        </>
      }
    >
      <label htmlFor={statusId} className="text-s text-muted">
        {acting.asStatus}
      </label>
      <select
        id={statusId}
        value={status}
        onChange={({ target }) => setStatus(target.value as ListStatus)}
        className="mt-1 mb-4 block min-h-11 w-full rounded-s border border-edge bg-surface px-3"
      >
        {statuses.map((one) => (
          <option key={one} value={one}>
            {acting.statuses[one]}
          </option>
        ))}
      </select>
      <p className="text-s text-muted">
        {leftAlone > 0 && `${acting.leftAlone(leftAlone)} `}
        {acting.carefully}
      </p>
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
    </Dialog>
  )
}

/** Why one has to sign in to add, and the way there and back. */
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
          <button type="button" className={buttonStyles.quiet} onClick={onClose}>
            {texts.notNow}
          </button>
        </>
      }
    >
      <p>{texts.signInText}</p>
    </Dialog>
  )
}
