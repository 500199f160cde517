import { DropdownMenu } from 'radix-ui'
import { type ReactNode, useRef, useState } from 'react'
import { Icon, type IconName } from './icon.tsx'

export interface MenuItem {
  readonly label: string
  readonly icon?: IconName
  /** Drawn apart from what stands before it. */
  readonly apart?: boolean
  /** @param opener the button that opened the menu */
  readonly run: (opener: Element | null) => void
}

/** Open from the start: it is loaded by the press that asks for it. */
export default function Menu({ items, children }: { items: () => readonly MenuItem[]; children: ReactNode }) {
  const opener = useRef<HTMLButtonElement>(null)
  const [container] = useState(surroundings)
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger ref={opener} asChild>
        {children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={container}>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 animate-appear overflow-y-auto rounded-m bg-surface p-2 text-ink shadow-over"
        >
          <Items items={items()} opener={opener} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** What is in no landmark is found by nobody who reads the page by them, and beside a dialog nothing is read at all. */
function surroundings(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[role=dialog]') ?? document.getElementById('content')
}

function Items({
  items,
  opener,
}: {
  items: readonly MenuItem[]
  opener: { readonly current: Element | null }
}) {
  return items.map(({ label, icon, apart, run }) => (
    <DropdownMenu.Item
      key={label}
      onSelect={() => run(opener.current)}
      className={`flex min-h-11 items-center gap-3 rounded-s px-3 outline-none select-none data-highlighted:bg-sunken ${apart ? 'mt-2 border-t border-rule' : ''}`}
    >
      {icon && (
        <span className="text-muted">
          <Icon name={icon} />
        </span>
      )}
      {label}
    </DropdownMenu.Item>
  ))
}

/**
 * A menu that hangs on a button of the header, open from the start: it is loaded by the press that asks for it.
 *
 * @param props.button what it hangs on
 */
export function HeaderMenu({ button, children }: { button: ReactNode; children: ReactNode }) {
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger asChild>{button}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        className="z-40 max-h-(--radix-dropdown-menu-content-available-height) w-64 animate-appear overflow-y-auto rounded-m bg-surface p-2 shadow-over"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
