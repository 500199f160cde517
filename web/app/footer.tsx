import { Link } from '@tanstack/react-router'
import { useTexts } from '../ui/texts/language.tsx'

export function Footer({ onShowKeys }: { onShowKeys: () => void }) {
  const texts = useTexts()
  const link = 'inline-flex min-h-11 items-center underline decoration-rule underline-offset-4 hover:text-ink'
  return (
    <footer className="mt-16 border-t border-rule text-s text-muted print:hidden">
      <div className="mx-auto flex max-w-[96rem] flex-wrap items-center gap-x-6 px-4 py-3 md:px-6">
        <p className="py-3">{texts.shell.unofficial}</p>
        <span className="flex-1" />
        <button type="button" className={`${link} max-md:hidden`} onClick={onShowKeys}>
          {texts.shell.keys}
        </button>
        <Link className={link} to="/settings">
          {texts.settings.title}
        </Link>
        <a className={link} href="/docs">
          {texts.shell.api}
        </a>
        <a className={link} href="https://anilist.co">
          AniList
        </a>
      </div>
    </footer>
  )
}
