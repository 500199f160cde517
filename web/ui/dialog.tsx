import { Dialog as Radix } from 'radix-ui'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { Button, buttonStyles } from './button.tsx'
import { Icon } from './icon.tsx'
import { useTexts } from './texts/language.tsx'

/**
 * A dialog in the middle of the page, or a sheet at the bottom of a phone's screen. It is open while it is mounted.
 * Load it lazily, as its code is not part of the first load. Returns the focus on close.
 *
 * @param props.onClose called for Escape, a press outside, and the close button
 */
export function Dialog({
  title,
  onClose,
  children,
  footer,
  width = 'max-w-lg',
  isRead = false,
}: {
  title: string
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  width?: string
  /** Whether it has no focusable content, so that keyboards need another way to scroll it. */
  isRead?: boolean
}) {
  const texts = useTexts()
  const [opener] = useState(() => document.activeElement)
  return (
    <Radix.Root defaultOpen onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 animate-appear bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => isToast(event.target) && event.preventDefault()}
          onCloseAutoFocus={() => focusOn(opener)}
          className={`fixed inset-x-0 bottom-0 z-40 mx-auto flex max-h-[85dvh] animate-appear flex-col rounded-t-m bg-surface shadow-over outline-none short:max-h-dvh short:overflow-y-auto sm:inset-y-0 sm:my-auto sm:h-fit sm:rounded-m ${width}`}
        >
          <header className="flex items-center gap-2 border-b border-rule py-2 pr-2 pl-5">
            <Radix.Title className="flex-1 text-l font-semibold">{title}</Radix.Title>
            <Radix.Close className={buttonStyles.icon} aria-label={texts.shell.close}>
              <Icon name="cross" />
            </Radix.Close>
          </header>
          <div tabIndex={isRead ? 0 : undefined} className="overflow-y-auto px-5 py-4 short:overflow-visible">
            {children}
          </div>
          {footer && (
            <footer className="flex flex-wrap gap-2 border-t border-rule px-5 py-3">{footer}</footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Toasts, such as for Undo, do not close the dialog. */
function isToast(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-toasts]') !== null
}

/** If the opener is gone, the page gets the focus. */
function focusOn(opener: Element | null): void {
  const to = opener?.isConnected ? opener : document.getElementById('content')
  if (to instanceof HTMLElement) to.focus({ preventScroll: true })
}

/** A dialog's actions: the main one, which takes the given attributes, and an alternative, such as going back. */
export function DialogActions({
  other,
  onOther,
  look = 'primary',
  ...action
}: Partial<ComponentProps<typeof Button>> & { other: string; onOther: () => void }) {
  return (
    <>
      <Button look="quiet" onClick={onOther}>
        {other}
      </Button>
      <Button look={look} className="flex-1" {...action} />
    </>
  )
}
