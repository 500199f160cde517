import { DropdownMenu } from 'radix-ui'
import { type ReactNode, useRef, useState } from 'react'
import { Icon, type IconName } from './icon.tsx'

export interface MenuItem {
  readonly label: string
  readonly icon?: IconName
  /** Separated from the item above. */
  readonly apart?: boolean
  /** @param opener the button that opened the menu */
  readonly run: (opener: Element | null) => void
}

/** Initially open, as the press that loads it should open it. */
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

/** A menu outside of landmarks is hard to find with a screen reader, and next to a dialog it is not read at all. */
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

/** A menu of a button in the header; initially open, like {@link Menu}. */
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
