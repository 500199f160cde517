import { useMutation, useQueryClient } from '@tanstack/react-query'
import { accountQuery } from '../data/account.ts'
import { requestJson } from '../data/api.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { showToast } from '../ui/toasts.tsx'
import { useAccountTexts } from './account-texts.ts'
import { ActionProblem } from './action-problem.tsx'

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
