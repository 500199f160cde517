import {
  type ComponentType,
  createElement,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from 'react'

/**
 * A component whose code comes when it is first shown. Until then there is nothing in its place.
 *
 * @example
 * const KeySheet = lazily(async () => (await import('./key-sheet.tsx')).KeySheet)
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }))
  return (props) => <Suspense fallback={null}>{createElement(Loaded, props)}</Suspense>
}

/** A button that opens a menu, whose code comes when somebody reaches for it. */
export function LazyMenuButton({
  load,
  menu,
  label,
  title,
  className,
  children,
}: {
  /** Loads the code of the menu. */
  load: () => Promise<unknown>
  /** The menu, open from the start, around the button that it hangs on. */
  menu: (button: ReactElement) => ReactNode
  /** Where the button has no words of its own. */
  label?: string | undefined
  title?: string | undefined
  className: string
  children: ReactNode
}) {
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      aria-label={label}
      title={title}
      aria-haspopup="menu"
      className={className}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setWanted(true)}
    >
      {children}
    </button>
  )
  return wanted ? <Suspense fallback={button}>{menu(button)}</Suspense> : button
}
