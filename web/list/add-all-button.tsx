import type { Title } from '../titles/title.ts'
import { useTitleName } from '../titles/use-title-name.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useActing } from './acting-context.tsx'
import { useActingTexts } from './acting-texts.ts'

/** Adds all that is shown, after a look at what that is. */
export function AddAllButton({
  titles,
  isFiltered = false,
  className = '',
}: {
  titles: readonly Title[]
  isFiltered?: boolean
  className?: string
}) {
  const texts = useActingTexts()
  const acting = useActing()
  const nameOf = useTitleName()
  const missing = titles.filter(({ member }) => member.state === 'missing')
  if (!acting?.canAdd || missing.length === 0) return null
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      className={`${buttonStyles.secondary} ${className}`}
      onClick={() =>
        acting.add(
          missing.map(({ id, member }) => ({ id, name: nameOf(member) })),
          { leftAlone: titles.length - missing.length },
        )
      }
    >
      <Icon name="plus" className="size-4" />
      {isFiltered ? texts.addThese(missing.length) : texts.addAll(missing.length)}
    </button>
  )
}
