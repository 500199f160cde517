import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { accountQuery, beginSignIn, signInMark, signInPath } from '../data/account.ts'
import { requestJson } from '../data/api.ts'
import { signOut } from '../data/session.ts'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { ActionProblem } from '../ui/problem.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { Rich } from '../ui/texts/rich.tsx'
import { showToast } from '../ui/toasts.tsx'

/** Changes the account: signs out here, then signs in as whoever is signed in to AniList. */
export function NotYouDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const texts = useAccountTexts()
  const here = useRouterState({ select: ({ location }) => location.href })
  const [isLeaving, setIsLeaving] = useState(false)
  const change = async () => {
    setIsLeaving(true)
    try {
      await signOut()
    } catch {
      setIsLeaving(false)
      showToast({ text: texts.signOutFailed, kind: 'bad' })
      return
    }
    beginSignIn()
    location.assign(signInPath(here))
  }
  return (
    <Dialog
      title={texts.notYouTitle}
      onClose={onClose}
      footer={
        <DialogActions
          other={texts.stay(name)}
          onOther={onClose}
          disabled={isLeaving}
          onClick={() => void change()}
        >
          {texts.change}
        </DialogActions>
      }
    >
      <p className="pb-3">{texts.notYouText(name)}</p>
      <p className="text-muted">
        <Rich
          text={texts.notYouHint}
          tags={{
            anilist: (words) => (
              <a
                href="https://anilist.co"
                target="_blank"
                rel="noreferrer"
                className="underline underline-offset-4"
              >
                {words}
              </a>
            ),
          }}
        />
      </p>
    </Dialog>
  )
}

/** Confirms giving up the access to AniList, as getting it back takes another sign-in. */
export function DisconnectDialog({ onClose }: { onClose: () => void }) {
  const texts = useAccountTexts()
  const client = useQueryClient()
  const disconnect = useMutation({
    mutationFn: () => requestJson('/api/v1/account/anilist', { method: 'DELETE' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: accountQuery.queryKey })
      showToast({ text: texts.disconnectDone, kind: 'good' })
      onClose()
    },
  })
  return (
    <Dialog
      title={texts.disconnectTitle}
      onClose={onClose}
      footer={
        <DialogActions
          other={texts.cancel}
          onOther={onClose}
          disabled={disconnect.isPending}
          onClick={() => disconnect.mutate()}
        >
          {texts.disconnect}
        </DialogActions>
      }
    >
      <Points of={texts.disconnectPoints} />
      {disconnect.error && <ActionProblem error={disconnect.error} />}
    </Dialog>
  )
}

/** Says what will be deleted, and requires typing the name, as this cannot be undone. */
export function DeleteDialog({
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
          other={texts.cancel}
          onOther={onClose}
          type="submit"
          form={formId}
          look="bad"
          disabled={!isSure || deletion.isPending}
        >
          {texts.deleteForever}
        </DialogActions>
      }
    >
      <h3 className="font-medium">{texts.goes}</h3>
      <Points of={texts.goesPoints} />
      <h3 className="mt-4 font-medium">{texts.stays}</h3>
      <Points of={texts.staysPoints} />
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

function Points({ of }: { of: readonly string[] }) {
  return (
    <ul className="mt-1 flex list-disc flex-col gap-1 pl-5">
      {of.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  )
}
