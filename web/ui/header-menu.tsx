import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

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
