import { useMutation } from '@tanstack/react-query'
import { send } from '../data/api.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Section } from '../ui/section.tsx'
import { useAccountTexts } from './account-texts.ts'
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
