import { useState } from 'react'
import { Dialog } from './dialog.tsx'
import { pageKeys } from './keys.ts'
import { useTexts } from './texts/language.tsx'

/** The keyboard shortcuts of the open page. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const texts = useTexts()
  const [bindings] = useState(() => pageKeys.list())
  return (
    <Dialog title={texts.shell.keys} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-3">
        {bindings.map(({ keys, label }) => (
          <div key={keys} className="contents">
            <dt className="flex items-center gap-1 text-s text-muted">
              {keys.split(' ').map((key, at) => (
                <span key={key} className="contents">
                  {at > 0 && texts.keys.andThen}
                  <kbd className="min-w-7 rounded-s border border-edge bg-sunken px-2 py-1 text-center font-mono text-s text-ink">
                    {key}
                  </kbd>
                </span>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
