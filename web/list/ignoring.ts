import type { Account } from '../data/account.ts'
import { queryClient } from '../data/api.ts'
import { bringBackOnDevice, type Ignore, ignoreOnDevice } from '../data/ignores.ts'
import { accountIgnores, rescanForIgnored, undoStack } from '../data/list-writes.ts'
import { problemOf } from '../data/problems.ts'
import type { ActingTexts } from '../ui/texts/en-acting.ts'
import { showToast } from '../ui/toasts.tsx'

export interface Ignored {
  readonly ignores: readonly Ignore[]
  /** The name of a title or franchise, or "3 titles". */
  readonly name: string
  /** Ids of the titles that disappear from the page. */
  readonly gone: ReadonlySet<number>
}

/** Ignores for the account, or on the device if signed out, and shows the outcome. */
export interface Ignoring {
  /** @param from the position on the page; the focused element by default */
  ignore(what: Ignored, from?: Element | null): void
  bringBack(what: Ignored, from?: Element | null): void
}

/** The current state, read when needed. */
export interface IgnoringContext {
  readonly account: Account | null | undefined
  readonly texts: ActingTexts
}

type Direction = 'ignore' | 'bringBack'

export function createIgnoring(context: () => IgnoringContext): Ignoring {
  const carryOut = async (direction: Direction, ignores: readonly Ignore[]): Promise<void> => {
    const { account } = context()
    if (!account) {
      if (direction === 'ignore') ignoreOnDevice(ignores)
      else bringBackOnDevice(ignores)
      return
    }
    await accountIgnores[direction](ignores)
    if (direction === 'bringBack') rescanForIgnored(account, ignores)
    void queryClient.invalidateQueries({ queryKey: ['ignores'] })
  }

  const toldText = (direction: Direction, { name, ignores }: Ignored): string => {
    const acting = context().texts
    return direction === 'ignore' ? acting.ignored(name, ignores[0]?.until != null) : acting.broughtBack(name)
  }

  function act(direction: Direction, what: Ignored): void {
    if (what.ignores.length === 0) return
    const dismiss = showToast({
      text: toldText(direction, what),
      action: { label: context().texts.undo, run: () => pushed.take() },
    })
    const pushed = undoStack.push({ undo: () => takeBack(direction, what), dismiss })
    carryOut(direction, what.ignores).catch((error) => {
      dismiss()
      pushed.drop()
      fail(what, error, () => act(direction, what))
    })
  }

  function takeBack(direction: Direction, what: Ignored): void {
    const back = direction === 'ignore' ? 'bringBack' : 'ignore'
    carryOut(back, what.ignores).then(
      () => showToast({ text: toldText(back, what), kind: 'good' }),
      (error) => fail(what, error, () => takeBack(direction, what)),
    )
  }

  function fail({ name }: Ignored, error: Error, again: () => void): void {
    const { texts } = context()
    showToast({
      text: texts.notKept(name, texts.reasons[problemOf(error).reason]),
      kind: 'bad',
      lasts: 30_000,
      action: { label: texts.retry, run: again },
    })
  }

  return {
    ignore(what, from) {
      keepFocusNear(what.gone, from)
      act('ignore', what)
    },
    bringBack(what, from) {
      keepFocusNear(what.gone, from)
      act('bringBack', what)
    },
  }
}

/** The most frames to wait until a change is rendered. */
const patience = 90

/**
 * Call it before titles disappear. If one of them has the focus, that moves to the next remaining title, or else the
 * previous one.
 *
 * @param gone ids of the titles that disappear
 * @param from the position on the page when the menu was opened
 */
function keepFocusNear(gone: ReadonlySet<number>, from: Element | null = document.activeElement): void {
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
