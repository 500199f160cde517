// Runs before the first paint, so that a chosen theme does not flash. A separate file, as the content security policy
// forbids inline scripts. Without a choice, the style sheet follows the system.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  if (theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches))
    document.querySelector('[rel=manifest]').href = '/manifest-dark.webmanifest'
} catch {
  // Storage is disabled, so the system's theme is used.
}
