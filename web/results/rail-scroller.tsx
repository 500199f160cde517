import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Icon } from '../ui/icon.tsx'

/**
 * A line of titles that scrolls sideways where it is too long, and begins at the one at `start`. Arrow keys walk along it; for
 * the mouse there are buttons at the ends.
 */
export function RailScroller({
  label,
  start,
  children,
}: {
  label: string
  /** Place of the first item that matters; where there is room, the one before it stays in sight. */
  start: number
  children: ReactNode
}) {
  const list = useRef<HTMLOListElement>(null)
  const [hidden, setHidden] = useState({ left: false, right: false })

  const look = ({ scrollLeft, scrollWidth, clientWidth }: HTMLElement) => {
    const now = { left: scrollLeft > 4, right: scrollLeft + clientWidth < scrollWidth - 4 }
    setHidden((before) => (before.left === now.left && before.right === now.right ? before : now))
  }
  // An observer is called when the page is laid out and not painted yet: asking earlier would lay it out once for each rail.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever scrolled it has their own idea of where it is to stand
  useEffect(() => {
    const line = list.current as HTMLElement
    let isNew = true
    const observer = new ResizeObserver(() => {
      if (isNew) scrollToStop(line, start)
      isNew = false
      look(line)
    })
    observer.observe(line)
    return () => observer.disconnect()
  }, [])

  const turn = (pages: number) => {
    const { current } = list
    current?.scrollBy({ left: pages * current.clientWidth * 0.8, behavior: 'smooth' })
  }
  return (
    <div className="group/rail relative mt-2">
      <ol
        ref={list}
        aria-label={label}
        onScroll={({ currentTarget }) => look(currentTarget)}
        onKeyDown={walk}
        // `relative`: words for screen readers are taken out of the flow, and would widen the page else.
        className="no-scrollbar relative flex snap-x snap-proximity scroll-px-2 overflow-x-auto overscroll-x-contain px-2 py-0.5"
      >
        {children}
      </ol>
      {hidden.left && <PageButton side="left" onPress={() => turn(-1)} />}
      {hidden.right && <PageButton side="right" onPress={() => turn(1)} />}
    </div>
  )
}

function scrollToStop(line: HTMLElement, at: number): void {
  const first = line.firstElementChild as HTMLElement | null
  if (!first || at === 0) return
  const before = line.clientWidth >= 4 * first.offsetWidth ? 1 : 0
  line.scrollLeft = (at - before) * first.offsetWidth
}

/** For the mouse alone: the keyboard walks along the titles themselves, and a finger swipes. */
function PageButton({ side, onPress }: { side: 'left' | 'right'; onPress: () => void }) {
  return (
    <div
      aria-hidden="true"
      className={`pointer-events-none absolute inset-y-0 hidden w-10 items-center from-surface to-transparent pointer-fine:flex ${side === 'left' ? 'left-0 justify-start bg-linear-to-r pl-1' : 'right-0 justify-end bg-linear-to-l pr-1'}`}
    >
      <button
        type="button"
        tabIndex={-1}
        onClick={onPress}
        className="pointer-events-auto grid size-9 place-items-center rounded-full bg-surface text-muted opacity-0 shadow-over transition-opacity duration-140 group-hover/rail:opacity-100 hover:text-ink"
      >
        <Icon name={side} />
      </button>
    </div>
  )
}

function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (step === undefined) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
