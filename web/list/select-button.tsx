import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Acting } from './acting-context.tsx'
import { useActingTexts } from './acting-texts.ts'
import { useSelecting } from './selection.ts'

/** Begins and ends choosing. */
export function SelectButton({ acting }: { acting: Acting }) {
  const texts = useActingTexts()
  const isSelecting = useSelecting(acting.selection)
  return (
    <button
      type="button"
      aria-pressed={isSelecting}
      aria-label={texts.selectTitles}
      title={texts.selectTitles}
      className={`${buttonStyles.quiet} aria-pressed:bg-accent-soft aria-pressed:text-ink`}
      onClick={() => acting.selection.turn(!isSelecting)}
    >
      <Icon name="select" />
      <span className="max-sm:hidden">{texts.selectButton}</span>
    </button>
  )
}
