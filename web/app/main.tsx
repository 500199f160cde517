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

// Above the statements, as listeners may use these while the texts are still loading.
const reloadKey = 'reloaded-at'
const reloadRestMs = 60_000
/** The page itself loads first. */
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

/** Applies the chosen theme from now on, as web/public/theme.js did before the first paint. */
function followTheme(): void {
  const apply = () => showTheme(themePreference.get())
  themePreference.subscribe(apply)
  apply()
}

function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  // The browser's frame takes the page's colour, not the system's.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light'
    meta.dataset.own ??= meta.content
    const other = document.querySelector<HTMLMetaElement>(`meta[name="theme-color"][media*="${theme}"]`)
    meta.content =
      theme === 'system' || theme === own ? meta.dataset.own : (other?.dataset.own ?? other?.content ?? '')
  }
}

/** After an update chunks have other names, so reloading helps; if that was just done, the page shows the error. */
function reloadForNewVersion(): void {
  addEventListener('vite:preloadError', () => {
    try {
      if (Date.now() - Number(sessionStorage.getItem(reloadKey)) < reloadRestMs) return
      sessionStorage.setItem(reloadKey, String(Date.now()))
    } catch {
      // Without storage, it would reload forever.
      return
    }
    location.reload()
  })
}

/** Makes the browser cache the page's files for offline use. Failures are ignored, as in some private windows. */
function keepForOffline(): void {
  // Never serve outdated files during development.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const keep = () => void navigator.serviceWorker.register('/sw.js').catch(() => {})
  if (document.readyState === 'complete') setTimeout(keep, patienceMs)
  else addEventListener('load', () => setTimeout(keep, patienceMs), { once: true })
}
