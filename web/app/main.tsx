import '../ui/styles/main.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../data/api.ts'
import { languagePreference, type Theme, themePreference } from '../data/preferences.ts'
import { followSession } from '../data/session.ts'
import { chooseLanguage, LanguageProvider, loadWords } from '../ui/texts/language.tsx'
import { router } from './router.tsx'

// Above the statements: what reads these may run while the words are still loading.
const reloadKey = 'reloaded-at'
const reloadRestMs = 60_000
/** What somebody came for goes first. */
const patienceMs = 1_000

reloadForNewVersion()
keepForOffline()

followTheme()
followSession()
const words = await loadWords(chooseLanguage(languagePreference.get(), navigator.languages))

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LanguageProvider initial={words}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)

/** Shows the page in the chosen theme from now on, as web/public/theme.js did before the first paint. */
function followTheme(): void {
  const apply = () => showTheme(themePreference.get())
  themePreference.subscribe(apply)
  apply()
}

function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  // The frame of the browser takes the colour of the page, not that of the system.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light'
    meta.dataset.own ??= meta.content
    const other = document.querySelector<HTMLMetaElement>(`meta[name="theme-color"][media*="${theme}"]`)
    meta.content =
      theme === 'system' || theme === own ? meta.dataset.own : (other?.dataset.own ?? other?.content ?? '')
  }
}

/**
 * When a newer version of the page was put in place of this one, its parts have other names: loading the page again helps. Where it
 * was just done it does not, and the page says so.
 */
function reloadForNewVersion(): void {
  addEventListener('vite:preloadError', () => {
    try {
      if (Date.now() - Number(sessionStorage.getItem(reloadKey)) < reloadRestMs) return
      sessionStorage.setItem(reloadKey, String(Date.now()))
    } catch {
      // Without a memory of it, it would go on for ever.
      return
    }
    location.reload()
  })
}

/**
 * Has the browser keep the files of the page, so that it opens without a network from now on. Where the browser does not do that,
 * as in some private windows, all else goes on as ever.
 */
function keepForOffline(): void {
  // While one works on the page, nothing old must stand in the way.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const keep = () => void navigator.serviceWorker.register('/sw.js').catch(() => {})
  if (document.readyState === 'complete') setTimeout(keep, patienceMs)
  else addEventListener('load', () => setTimeout(keep, patienceMs), { once: true })
}
