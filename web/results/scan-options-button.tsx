import { lazy, Suspense, useState } from 'react'
import { scanOptionsOf } from '../data/results-search.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { useResultsSearch } from './use-results-search.ts'

const ScanOptionsDialog = lazy(() => import('./scan-options-dialog.tsx'))

/** Opens what the scan follows and reports; says how many options are not as usual. */
export function ScanOptionsButton() {
  const texts = useTexts().scanOptions
  const { search } = useResultsSearch()
  const [isOpen, setIsOpen] = useState(false)
  const changed = Object.keys(scanOptionsOf(search)).length
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className={buttonStyles.quiet}
        onClick={() => setIsOpen(true)}
      >
        <Icon name="sliders" />
        {texts.title}
        {changed > 0 && <span className="rounded-full bg-accent px-2 text-s text-on-accent">{changed}</span>}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <ScanOptionsDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
