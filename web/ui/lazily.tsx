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
 * A component that loads when it is first rendered, showing nothing until then.
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

/** A button whose menu loads when the pointer or the focus reaches it. */
export function LazyMenuButton({
  load,
  menu,
  label,
  title,
  className,
  children,
}: {
  load: () => Promise<unknown>
  /** The menu, initially open, with the button as its anchor. */
  menu: (button: ReactElement) => ReactNode
  /** The accessible name, unless the button has text. */
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
