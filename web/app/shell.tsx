import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, useEffect, useRef, useState } from 'react'
import { AccountButton } from '../account/account-button.tsx'
import { signInMark } from '../data/account.ts'
import { sessionEnded } from '../data/session.ts'
import { useValue } from '../data/value.ts'
import { buttonStyles } from '../ui/button.tsx'
import { FirstIcon, Logo } from '../ui/first-icon.tsx'
import { listenForKeys, useKeys } from '../ui/keys.ts'
import { LazyMenuButton, lazily } from '../ui/lazily.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { announce, Toasts } from '../ui/toasts.tsx'

const SessionNews = lazily(async () => (await import('../account/session-news.tsx')).SessionNews)
const KeySheet = lazily(async () => (await import('../ui/key-sheet.tsx')).KeySheet)

/** The frame of every page. */
export function Shell() {
  const texts = useTexts()
  const navigate = useNavigate()
  const [showsKeys, setShowsKeys] = useState(false)
  useEffect(listenForKeys, [])
  useKeys([
    { keys: '?', label: texts.keys.help, run: () => setShowsKeys(true) },
    { keys: 'g h', label: texts.keys.home, run: () => void navigate({ to: '/' }) },
    { keys: 'g s', label: texts.keys.settings, run: () => void navigate({ to: '/settings' }) },
    { keys: 'g a', label: texts.keys.account, run: () => void navigate({ to: '/account' }) },
  ])
  const main = useFocusOnNavigation()
  const hasSignedIn = useHasSignedIn()

  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-s focus:bg-surface focus:px-4 focus:py-3 focus:shadow-over"
      >
        {texts.shell.skipToContent}
      </a>
      <Header />
      {hasSignedIn && <SessionNews />}
      <main ref={main} id="content" tabIndex={-1} className="flex flex-1 flex-col">
        <Outlet />
      </main>
      <Footer onShowKeys={() => setShowsKeys(true)} />
      <Toasts />
      {showsKeys && <KeySheet onClose={() => setShowsKeys(false)} />}
    </div>
  )
}

/** Whether anyone signed in here, or tried to. Other visitors do not need the code for news. */
function useHasSignedIn(): boolean {
  const mark = useValue(signInMark)
  const ended = useValue(sessionEnded)
  const failed = useRouterState({ select: ({ location }) => 'signInError' in location.search })
  return mark !== undefined || ended || failed
}

/** Moves the focus to a new page's content, and announces its title. */
function useFocusOnNavigation() {
  const texts = useTexts()
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (path === before.current) return
    const isFirst = before.current === undefined
    before.current = path
    if (isFirst) return
    // Fields with autofocus keep the focus.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
    announce(texts.shell.pageOpened(document.title))
  }, [path, texts])
  return main
}

/** `index.html` contains its static part, shown before the code has loaded. */
function Header() {
  const texts = useTexts()
  return (
    <header className="sticky top-0 z-20 short:static border-b border-rule bg-page print:hidden">
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

const loadMenu = () => import('./preferences-menu.tsx')
const PreferencesMenu = lazy(loadMenu)

function PreferencesButton() {
  return (
    <LazyMenuButton
      load={loadMenu}
      menu={(button) => <PreferencesMenu>{button}</PreferencesMenu>}
      label={useTexts().shell.settings}
      className={buttonStyles.icon}
    >
      <FirstIcon name="gear" />
    </LazyMenuButton>
  )
}

function Footer({ onShowKeys }: { onShowKeys: () => void }) {
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
          {texts.shell.settings}
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
