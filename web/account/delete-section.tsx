import { lazy, Suspense, useState } from 'react'
import type { Account } from '../data/account.ts'
import { Section } from '../ui/section.tsx'
import { useAccountTexts } from './account-texts.ts'

const DeleteDialog = lazy(() => import('./delete-dialog.tsx'))

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
      {asks && (
        <Suspense fallback={null}>
          <DeleteDialog name={account.name} onClose={() => setAsks(false)} onDeleted={onDeleted} />
        </Suspense>
      )}
    </Section>
  )
}
