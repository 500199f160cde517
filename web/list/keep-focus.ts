/** For so many frames a change may need to reach the page. */
const patience = 90

/**
 * To be called before something goes away: if it takes the focus with it, the title that follows gets the focus, or the one before.
 *
 * @param gone ids of the titles that go
 * @param from where one was when that was asked for; the menu that asked for it is no place on the page
 */
export function keepFocusNear(
  gone: ReadonlySet<number>,
  from: Element | null = document.activeElement,
): void {
  const titles = [...document.querySelectorAll<HTMLElement>('#content [data-media]')]
  const follows = (title: HTMLElement) =>
    !from || (from.compareDocumentPosition(title) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  const inOrder = [...titles.filter(follows), ...titles.filter((title) => !follows(title)).reverse()]
  const next = inOrder.flatMap(({ dataset: { media } }) => (gone.has(Number(media)) ? [] : Number(media)))

  let frames = 0
  const look = () => {
    if (isLost(document.activeElement) && !from?.isConnected) focusFirst(next)
    else if (++frames < patience) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

function isLost(active: Element | null): boolean {
  return active === null || active === document.body
}

function focusFirst(ids: readonly number[]): void {
  const content = document.getElementById('content')
  for (const id of ids.slice(0, 50)) {
    const title = content?.querySelector<HTMLElement>(`[data-media="${id}"]`)
    if (title) {
      title.focus()
      return
    }
  }
  content?.focus({ preventScroll: true })
}
