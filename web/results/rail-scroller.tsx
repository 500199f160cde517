import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../components/icon.tsx'

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

  const look = () => {
    const { scrollLeft, scrollWidth, clientWidth } = list.current as HTMLElement
    const now = { left: scrollLeft > 4, right: scrollLeft + clientWidth < scrollWidth - 4 }
    setHidden((before) => (before.left === now.left && before.right === now.right ? before : now))
  }
  // Only at first: whoever scrolled it has their own idea of where it is to stand.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    const { current } = list
    const first = current?.firstElementChild as HTMLElement | null
    if (current && first && start > 0) {
      const before = current.clientWidth >= 4 * first.offsetWidth ? 1 : 0
      current.scrollLeft = (start - before) * first.offsetWidth
    }
    look()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` only reads
  useEffect(() => {
    const observer = new ResizeObserver(look)
    observer.observe(list.current as HTMLElement)
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
        onScroll={look}
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
