/** The id of the title that the keys act on: the one that has the focus, or whose buttons have it. */
export function focusedTitle(): number | undefined {
  const active = document.activeElement
  const title =
    active?.closest<HTMLElement>('[data-media]') ??
    active?.closest('li')?.querySelector<HTMLElement>('[data-media]')
  return title && document.getElementById('content')?.contains(title)
    ? Number(title.dataset.media)
    : undefined
}
