import { useState } from 'react'
import { type ScanOptions, scanDefaults, scanOptionsOf, searchFor } from '../data/results-search.ts'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { Choice } from '../ui/section.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useResultsSearch } from './results-link.tsx'
import { ScanOptionsForm } from './scan-options-form.tsx'

/** The scan options. Applied all at once, as every change needs another scan. */
export function ScanOptionsDialog({ onClose }: { onClose: () => void }) {
  const texts = useResultsTexts()
  const { search, change } = useResultsSearch()
  const [options, setOptions] = useState<ScanOptions>(() => scanOptionsOf(search))
  const set = (part: ScanOptions) => setOptions((before) => ({ ...before, ...part }))
  return (
    <Dialog
      title={texts.scanOptions.title}
      onClose={onClose}
      footer={
        <DialogActions
          other={texts.scanOptions.reset}
          onOther={() => setOptions(({ adult }) => ({ adult }))}
          onClick={() => {
            change({ ...searchFor(options, scanDefaults.get()), hidden: undefined })
            onClose()
          }}
        >
          {texts.scanOptions.apply}
        </DialogActions>
      }
    >
      <ScanOptionsForm options={options} onChange={set}>
        <Choice
          type="checkbox"
          checked={options.adult ?? false}
          onChange={() => set({ adult: !options.adult })}
        >
          {texts.scanOptions.adult}
        </Choice>
      </ScanOptionsForm>
    </Dialog>
  )
}
