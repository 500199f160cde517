import { type Theme, themePreference } from '../data/preferences.ts'

/** Shows the page in the chosen theme from now on, as web/public/theme.js did before the first paint. */
export function followTheme(): void {
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
