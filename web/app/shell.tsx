import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { SessionNews } from '../account/session-news.tsx'
import { listenForKeys, useKeys } from '../ui/keys.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { announce, Toasts } from '../ui/toasts.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'

const KeySheet = lazy(() => import('../ui/key-sheet.tsx'))

/** What is around every page. */
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

  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-s focus:bg-surface focus:px-4 focus:py-3 focus:shadow-over"
      >
        {texts.shell.skipToContent}
      </a>
      <Header />
      <SessionNews />
      <main ref={main} id="content" tabIndex={-1} className="flex flex-1 flex-col">
        <Outlet />
      </main>
      <Footer onShowKeys={() => setShowsKeys(true)} />
      <Toasts />
      {showsKeys && (
        <Suspense fallback={null}>
          <KeySheet onClose={() => setShowsKeys(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** A new page is read from its beginning: its content takes the focus, and its name is said aloud. */
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
    // A field that asks for the focus by itself keeps it.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
    announce(texts.shell.pageOpened(document.title))
  }, [path, texts])
  return main
}
