import { type ReactNode, useEffect } from 'react'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { announce } from '../ui/toasts.tsx'

/** Something about the sign-in. It lies over the end of the page, so that nothing moves and what one came for can be read, until it is answered. */
export function NewsCard({
  picture,
  title,
  text,
  actions,
  onClose,
}: {
  picture: ReactNode
  title: string
  text: string
  actions: ReactNode
  onClose: () => void
}) {
  const texts = useTexts()
  useEffect(() => announce(`${title}. ${text}`), [title, text])
  return (
    <section
      aria-label={title}
      className="fixed inset-x-4 bottom-4 z-20 flex animate-appear flex-col gap-2 rounded-m bg-surface p-3 shadow-over sm:left-auto sm:w-96 md:right-6 print:hidden"
    >
      <div className="flex items-start gap-3">
        {picture}
        <div className="min-w-0 flex-1 pt-1">
          <h2 className="font-semibold break-words">{title}</h2>
          <p className="text-s text-pretty text-muted">{text}</p>
        </div>
        <button
          type="button"
          className={`${buttonStyles.icon} -mt-1 -mr-1`}
          aria-label={texts.shell.dismiss}
          onClick={onClose}
        >
          <Icon name="cross" className="size-4" />
        </button>
      </div>
      <div className="flex flex-wrap justify-end gap-2">{actions}</div>
    </section>
  )
}
