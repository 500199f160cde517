import { useState } from 'react'
import type { Member } from '../data/scan.ts'
import { useTitleName } from '../titles/title-name.tsx'
import { Icon } from '../ui/icon.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { type Acting, useActing } from './acting-context.tsx'
import { useSelected, useSelecting } from './selection.ts'

interface TitleActProps {
  readonly member: Member
  /** Where the button lies: 44 by 44 pixels, the mark of the title in its middle. */
  readonly markClass: string
  /** The size of the mark. */
  readonly markSize?: string
  /** Where one presses to choose the title, as on its poster. */
  readonly coverClass: string
}

/**
 * Makes the mark of a missing title a button that adds it, and while titles are being chosen its poster a box to tick. Both lie over
 * what is there already: nothing moves for them.
 */
export function TitleAct(props: TitleActProps) {
  const acting = useActing()
  return acting && (acting.canAdd || acting.canIgnore) ? <Act {...props} acting={acting} /> : null
}

function Act({ member, markClass, markSize, coverClass, acting }: TitleActProps & { acting: Acting }) {
  const isSelecting = useSelecting(acting.selection)
  if (isSelecting && member.state === 'missing') {
    return <SelectBox member={member} className={coverClass} acting={acting} />
  }
  return acting.canAdd && !isSelecting ? (
    <AddMark member={member} className={markClass} markSize={markSize} acting={acting} />
  ) : null
}

function AddMark({
  member,
  className,
  markSize = 'size-6',
  acting,
}: {
  member: Member
  className: string
  markSize?: string | undefined
  acting: Acting
}) {
  const texts = useActingTexts()
  const name = useTitleName()(member)
  const [wasPressed, setWasPressed] = useState(false)
  const isMissing = member.state === 'missing'
  // What somebody has pressed stays where it is: it has the focus.
  if (!isMissing && !wasPressed) return null
  const label = isMissing ? texts.add(name) : texts.isListed(name)
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={!isMissing || undefined}
      onClick={() => {
        if (!isMissing) return
        setWasPressed(true)
        acting.add([{ id: member.id, name }])
      }}
      className={`group/add absolute z-1 grid size-11 place-items-center rounded-full ${className}`}
    >
      {isMissing && (
        <span
          className={`grid place-items-center rounded-full bg-accent-strong text-on-accent opacity-0 transition-opacity duration-140 group-hover/add:opacity-100 group-focus-visible/add:opacity-100 ${markSize}`}
        >
          <Icon name="plus" className="size-[62%] stroke-[2.5]" />
        </span>
      )}
    </button>
  )
}

function SelectBox({ member, className, acting }: { member: Member; className: string; acting: Acting }) {
  const texts = useActingTexts()
  const name = useTitleName()(member)
  const isSelected = useSelected(acting.selection, member.id)
  return (
    <label
      className={`absolute z-1 rounded-s has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${isSelected ? 'ring-3 ring-accent' : ''} ${className}`}
    >
      <input
        type="checkbox"
        aria-label={texts.select(name)}
        checked={isSelected}
        onChange={() => acting.selection.toggle(member.id)}
        className="peer absolute inset-0 size-full cursor-pointer appearance-none outline-none"
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1.5 left-1.5 grid size-6 place-items-center rounded-s border-2 border-edge bg-surface text-transparent peer-checked:border-accent peer-checked:bg-accent peer-checked:text-on-accent"
      >
        <Icon name="check" className="size-4 stroke-3" />
      </span>
    </label>
  )
}
