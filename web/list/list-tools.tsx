import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useAccount } from '../data/account.ts'
import { deviceIgnores, isOver } from '../data/ignores.ts'
import { accountIgnores } from '../data/list-writes.ts'
import { problemOf } from '../data/problems.ts'
import { useValue } from '../data/value.ts'
import type { Title } from '../titles/title.ts'
import { useTitleName } from '../titles/title-name.tsx'
import { Button, buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useKeys } from '../ui/keys.ts'
import { ProblemBanner } from '../ui/problem.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { showToast } from '../ui/toasts.tsx'
import { type Acting, useActing } from './acting-context.tsx'
import { MenuButton, titleItems, useActingWords } from './ignore-menu.tsx'
import { useSelectedIds, useSelecting } from './selection.ts'
import { addSeen, seenAmong } from './title-actions.tsx'

interface SelectionBarProps {
  readonly acting: Acting
  /** All missing titles. */
  readonly titles: readonly Title[]
  /** The missing titles that match the filters. */
  readonly shown: readonly Title[]
}

/** Actions on the selected titles, at the bottom of the screen while selecting. */
export function SelectionBar(props: SelectionBarProps) {
  return useSelecting(props.acting.selection) ? <Bar {...props} /> : null
}

function Bar({ acting, titles, shown }: SelectionBarProps) {
  const words = useActingWords()
  const { texts } = words
  const nameOf = useTitleName()
  const bar = useRef<HTMLElement>(null)
  const { selection } = acting
  const ids = useSelectedIds(selection)
  const chosen = useMemo(() => titles.filter(({ id }) => ids.has(id)), [titles, ids])
  const seen = seenAmong(chosen.map(({ member }) => member))
  const missingShown = useMemo(() => shown.filter(({ member }) => member.state === 'missing'), [shown])
  const hasAll = missingShown.every(({ id }) => ids.has(id))
  useRoomBelow(bar)
  useKeys([{ keys: 'Escape', label: texts.stopSelecting, run: () => selection.turn(false) }])
  const name = chosen.length === 1 && chosen[0] ? nameOf(chosen[0].member) : texts.titles(chosen.length)
  return (
    <section
      ref={bar}
      aria-label={texts.selection}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-rule bg-surface px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] shadow-over sm:inset-x-auto sm:bottom-4 sm:left-1/2 sm:-translate-x-1/2 sm:rounded-m sm:border-0 sm:px-3 sm:pb-2"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 sm:flex-nowrap">
        <Button
          look="icon"
          className="-ml-2 sm:-ml-1"
          aria-label={texts.stopSelecting}
          title={texts.stopSelecting}
          onClick={() => selection.turn(false)}
        >
          <Icon name="cross" />
        </Button>
        <p role="status" className="font-medium whitespace-nowrap">
          {texts.selected(chosen.length)}
        </p>
        <Button
          look="quiet"
          className="text-accent! max-sm:ml-auto max-sm:-mr-2"
          onClick={() => selection.set(hasAll ? [] : missingShown.map(({ id }) => id))}
        >
          {hasAll ? texts.selectNone : texts.selectAll(missingShown.length)}
        </Button>
        <div className="flex gap-2 max-sm:w-full max-sm:flex-wrap sm:ml-2">
          {acting.canIgnore && (
            <MenuButton
              className={`${buttonStyles.secondary} ${chosen.length === 0 ? 'pointer-events-none opacity-50' : ''}`}
              items={() =>
                titleItems(
                  chosen.map(({ member }) => member),
                  name,
                  acting,
                  words,
                ).map((item) => ({
                  ...item,
                  run: (opener) => {
                    item.run(opener)
                    selection.turn(false)
                  },
                }))
              }
            >
              {texts.ignore}
              <Icon name="down" className="size-4" />
            </MenuButton>
          )}
          {acting.canAdd && (
            <Button
              aria-haspopup="dialog"
              aria-label={seen.length > 0 ? texts.seenCount(seen.length) : undefined}
              look="secondary"
              disabled={seen.length === 0}
              onClick={() => addSeen(acting, seen, nameOf)}
            >
              <Icon name="check" className="size-4" />
              {texts.seenShort}
            </Button>
          )}
          {acting.canAdd && (
            <Button
              look="primary"
              className="max-sm:flex-1 max-sm:px-3!"
              disabled={chosen.length === 0}
              onClick={() => acting.add(chosen.map(({ id, member }) => ({ id, name: nameOf(member) })))}
            >
              {texts.addCount(chosen.length)}
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}

/** Tells toasts and the end of the page how high the bar is. */
function useRoomBelow(bar: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const { style } = document.documentElement
    const measure = () => style.setProperty('--bar', `${bar.current?.offsetHeight ?? 0}px`)
    const observer = new ResizeObserver(measure)
    if (bar.current) observer.observe(bar.current)
    return () => {
      observer.disconnect()
      style.removeProperty('--bar')
    }
  }, [bar])
}

/** Starts and ends selecting. */
export function SelectButton({ acting }: { acting: Acting }) {
  const texts = useActingTexts()
  const isSelecting = useSelecting(acting.selection)
  return (
    <Button
      aria-pressed={isSelecting}
      aria-label={texts.selectTitles}
      title={texts.selectTitles}
      look="quiet"
      className="aria-pressed:bg-accent-soft aria-pressed:text-ink max-sm:gap-1 max-sm:px-2! max-sm:text-s"
      onClick={() => acting.selection.turn(!isSelecting)}
    >
      <Icon name="select" />
      {texts.selectButton}
    </Button>
  )
}

/** Adds all shown titles, after a preview. */
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
    <Button
      aria-haspopup="dialog"
      look="secondary"
      className={className}
      onClick={() =>
        acting.add(
          missing.map(({ id, member }) => ({ id, name: nameOf(member) })),
          { leftAlone: titles.length - missing.length },
        )
      }
    >
      <Icon name="plus" className="size-4" />
      {isFiltered ? texts.addThese(missing.length) : texts.addAll(missing.length)}
    </Button>
  )
}

/** Offers to move titles ignored before signing in to the account. */
export function DeviceIgnoresNote() {
  const texts = useActingTexts()
  const acting = useActing()
  const ignores = useValue(deviceIgnores).filter((one) => !isOver(one, Date.now()))
  const [isMoving, setIsMoving] = useState(false)
  if (acting?.place !== 'own' || ignores.length === 0) return null
  const move = async () => {
    setIsMoving(true)
    try {
      await accountIgnores.ignore(ignores)
      deviceIgnores.set(undefined)
      showToast({ text: texts.moved, kind: 'good' })
    } catch (error) {
      showToast({ text: texts.notMoved(texts.reasons[problemOf(error as Error).reason]), kind: 'bad' })
    } finally {
      setIsMoving(false)
    }
  }
  return (
    <ProblemBanner
      icon="hidden"
      action={
        <span className="flex gap-2">
          <Button look="secondary" disabled={isMoving} onClick={() => void move()}>
            {texts.move}
          </Button>
          <Button look="quiet" onClick={() => deviceIgnores.set(undefined)}>
            {texts.forget}
          </Button>
        </span>
      }
    >
      {texts.onDevice(ignores.length)}
    </ProblemBanner>
  )
}

/** Says that this is someone else's list, and links to the user's own. */
export function ElsewhereNote({ name }: { name: string }) {
  const texts = useActingTexts()
  const { yourList } = useTexts().account
  const account = useAccount()
  const acting = useActing()
  if (acting?.place !== 'elsewhere' || !account) return null
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-3 rounded-m bg-sunken px-4 py-1 text-s">
      <span className="flex items-center gap-3 py-2">
        <Icon name="person" className="size-4 shrink-0 text-muted" />
        {texts.elsewhere(name)}
      </span>
      <Link
        to="/u/$name"
        params={{ name: account.name }}
        className="inline-flex min-h-9 items-center font-medium text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-accent"
      >
        {yourList}
      </Link>
    </p>
  )
}
