import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../data/account.ts'
import { send } from '../data/api.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { lazily } from '../ui/lazily.tsx'
import { Section } from '../ui/section.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { ActionProblem } from './action-problem.tsx'

/** Everything that is kept of the account, to take along. */
export function DataSection() {
  const texts = useAccountTexts()
  const download = useMutation({
    mutationFn: async () =>
      saveFile('sequel-finder-account.json', await (await send('/api/v1/account')).blob()),
  })
  return (
    <Section title={texts.data} text={texts.dataText}>
      <button
        type="button"
        className={buttonStyles.secondary}
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        <Icon name="download" />
        {texts.download}
      </button>
      {download.error && <ActionProblem error={download.error} />}
    </Section>
  )
}

/** By a link, as the browser saves any file; the address of the content is good for this only. */
function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const DeleteDialog = lazily(async () => (await import('./account-dialogs.tsx')).DeleteDialog)

/** The way out, with nothing left behind. */
export function DeleteSection({ account, onDeleted }: { account: Account; onDeleted: () => void }) {
  const texts = useAccountTexts()
  const [asks, setAsks] = useState(false)
  return (
    <Section title={texts.delete} text={texts.deleteText} tone="bad">
      <button
        type="button"
        className="inline-flex min-h-11 items-center rounded-s border border-bad px-4 font-medium text-bad hover:bg-sunken"
        onClick={() => setAsks(true)}
      >
        {texts.deleteButton}
      </button>
      {asks && <DeleteDialog name={account.name} onClose={() => setAsks(false)} onDeleted={onDeleted} />}
    </Section>
  )
}
