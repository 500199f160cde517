import { useEffect } from 'react'
import { createValue, useValue } from '../data/value.ts'
import { FirstIcon } from './first-icon.tsx'
import { useTexts } from './texts/language.tsx'

export interface Toast {
  readonly text: string
  readonly kind?: 'good' | 'bad'
  /** An action such as Undo. */
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Milliseconds; longer by default if there is an action. */
  readonly lasts?: number
}

type ShownToast = Toast & { readonly id: number }

const shown = createValue<readonly ShownToast[]>([])
const announcement = createValue('')
let nextId = 1

/** Shows a message at the edge of the page, also for screen readers. Returns a function that removes it. */
export function showToast(toast: Toast): () => void {
  const id = nextId++
  shown.set([...shown.get().slice(-2), { ...toast, id }])
  return () => dismiss(id)
}

/** Announces something to screen readers that the page shows anyway. */
export function announce(text: string): void {
  announcement.set(text)
}

function dismiss(id: number): void {
  shown.set(shown.get().filter((toast) => toast.id !== id))
}

/** Always rendered, as screen readers only follow existing live regions. */
export function Toasts() {
  const toasts = useValue(shown)
  const aloud = useValue(announcement)
  return (
    <>
      {/* An explicit `aria-live` keeps dialogs from hiding it from screen readers. */}
      <p role="status" aria-live="polite" className="sr-only">
        {aloud}
      </p>
      <div
        role="status"
        aria-live="polite"
        data-toasts
        className="pointer-events-none fixed inset-x-4 bottom-[calc(1rem+var(--bar,0px))] z-50 flex [html:has([role=dialog])_&]:top-3 [html:has([role=dialog])_&]:bottom-auto flex-col items-center gap-2"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </>
  )
}

function ToastCard({
  toast: { id, text, kind, action, lasts = action ? 12_000 : 5_000 },
}: {
  toast: ShownToast
}) {
  const texts = useTexts()
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), lasts)
    return () => clearTimeout(timer)
  }, [id, lasts])
  return (
    <div className="pointer-events-auto flex max-w-full animate-appear items-center gap-2 rounded-m bg-surface py-1 pr-1 pl-4 shadow-over">
      {kind && (
        <span className={kind === 'good' ? 'text-good' : 'text-bad'}>
          <FirstIcon name={kind === 'good' ? 'check' : 'warning'} />
        </span>
      )}
      <span className="py-2">{text}</span>
      {action && (
        <button
          type="button"
          className="min-h-11 rounded-s px-3 font-medium text-accent hover:bg-sunken"
          onClick={() => {
            action.run()
            dismiss(id)
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        className="grid size-11 place-items-center rounded-s text-muted hover:bg-sunken hover:text-ink"
        aria-label={texts.shell.dismiss}
        onClick={() => dismiss(id)}
      >
        <FirstIcon name="cross" className="size-4" />
      </button>
    </div>
  )
}
