import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '../api/api.ts'
import { Dialog } from '../components/dialog.tsx'
import { DialogActions } from '../components/dialog-actions.tsx'
import { showToast } from '../components/toasts.tsx'
import { useAccountTexts } from './account-texts.ts'
import { ActionProblem } from './action-problem.tsx'
import { accountQuery } from './use-account.ts'

/** Asks before the access to AniList is given up: getting it back takes another sign-in. */
export default function DisconnectDialog({ onClose }: { onClose: () => void }) {
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
          back={texts.cancel}
          onBack={onClose}
          disabled={disconnect.isPending}
          onClick={() => disconnect.mutate()}
        >
          {texts.disconnect}
        </DialogActions>
      }
    >
      <ul className="flex list-disc flex-col gap-2 pl-5">
        {texts.disconnectPoints.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {disconnect.error && <ActionProblem error={disconnect.error} />}
    </Dialog>
  )
}
