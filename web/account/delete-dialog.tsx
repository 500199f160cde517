import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { requestJson } from '../data/api.ts'
import { signInMark } from '../data/sign-in-mark.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { useAccountTexts } from './account-texts.ts'
import { ActionProblem } from './action-problem.tsx'

/** Says what will be gone, and wants the name typed: this cannot be undone. */
export default function DeleteDialog({
  name,
  onClose,
  onDeleted,
}: {
  name: string
  onClose: () => void
  onDeleted: () => void
}) {
  const texts = useAccountTexts()
  const [typed, setTyped] = useState('')
  const [formId, fieldId] = [useId(), useId()]
  const deletion = useMutation({
    mutationFn: () => requestJson('/api/v1/account', { method: 'DELETE' }),
    onSuccess: () => {
      onDeleted()
      signInMark.set(undefined)
    },
  })
  const isSure = typed.trim().toLowerCase() === name.toLowerCase()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isSure && !deletion.isPending) deletion.mutate()
  }
  return (
    <Dialog
      title={texts.deleteTitle}
      onClose={onClose}
      footer={
        <DialogActions
          back={texts.cancel}
          onBack={onClose}
          type="submit"
          form={formId}
          className="inline-flex min-h-11 flex-1 items-center justify-center rounded-s bg-bad px-5 font-medium text-page disabled:cursor-default disabled:opacity-50"
          disabled={!isSure || deletion.isPending}
        >
          {texts.deleteForever}
        </DialogActions>
      }
    >
      <h3 className="font-medium">{texts.goes}</h3>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-5">
        {texts.goesPoints.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <h3 className="mt-4 font-medium">{texts.stays}</h3>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-5 text-muted">
        {texts.staysPoints.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <form id={formId} onSubmit={submit} className="mt-5">
        <label htmlFor={fieldId}>{texts.typeName(name)}</label>
        <input
          id={fieldId}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className="mt-1 min-h-11 w-full rounded-s border border-edge bg-surface px-3"
        />
      </form>
      {deletion.error && <ActionProblem error={deletion.error} />}
    </Dialog>
  )
}
