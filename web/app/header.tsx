import { Link } from '@tanstack/react-router'
import { AccountButton } from '../account/account-button.tsx'
import { Logo } from '../ui/icon.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { PreferencesButton } from './preferences-button.tsx'

/** The document shows its beginning, as it is here, before the code is there: see `index.html`. */
export function Header() {
  const texts = useTexts()
  return (
    <header className="sticky top-0 z-20 border-b border-rule bg-page print:hidden">
      <nav
        aria-label={texts.shell.primary}
        className="mx-auto flex h-14 max-w-[96rem] items-center gap-1 px-4 md:px-6"
      >
        <Link
          to="/"
          aria-label={texts.shell.home}
          className="-ml-1 flex min-h-11 items-center gap-2 rounded-s px-1 font-semibold"
        >
          <Logo className="size-7" />
          {texts.shortName}
        </Link>
        <span className="flex-1" />
        <PreferencesButton />
        <AccountButton />
      </nav>
    </header>
  )
}
