// Runs before the first paint, so that a chosen theme never flashes the other one. A file of its own, because the content
// security policy allows no inline script; without a choice the style sheet follows the system by itself.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is switched off: the system's theme will do.
}
