import { useEffect, useRef, useState } from 'react'
import type { NewEntry } from '../../src/core/list.ts'
import type { Account } from '../data/account.ts'
import {
  type Addition,
  countOutcomes,
  countRetriable,
  type NamedTitle,
  type UndoReply,
} from '../data/additions.ts'
import { additions, rescan, undoStack } from '../data/list-writes.ts'
import { interrupted, pendingAdditions } from '../data/pending-additions.ts'
import { needsSignIn, problemOf } from '../data/problems.ts'
import type { Pushed } from '../data/undo-stack.ts'
import type { ActingTexts } from '../ui/texts/en-acting.ts'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { announce, showToast, type Toast } from '../ui/toasts.tsx'

/** Adds titles to the user's list, and shows the outcome. */
export interface Adding {
  /** Starts an addition. @returns its id */
  start(titles: readonly NamedTitle[], entry: NewEntry): string | undefined
  /** Shows the outcome of an addition that was resumed. */
  follow(id: string): void
  retry(id: string): void
  undo(id: string): void
}

/** A title with the facts that the dialog needs. */
export interface AddableTitle extends NamedTitle {
  /** `null` or `undefined` if unknown. */
  readonly episodes?: number | null | undefined
}

/** The current state, read when needed. */
export interface AddingContext {
  readonly account: Account | null | undefined
  readonly texts: ActingTexts
  /** The id of the addition that a dialog shows, which needs no toast. */
  readonly shown: string | undefined
  readonly onShow: (id: string) => void
  readonly onSignIn: () => void
}

/** Errors stay longer, to be read. */
const longMs = 30_000

function createAdding(context: () => AddingContext): Adding {
  /** How to undo each addition, once, however often it was retried. */
  const undoables = new Map<string, Pushed>()

  function start(titles: readonly NamedTitle[], entry: NewEntry): string | undefined {
    const { account } = context()
    if (!account || titles.length === 0) return undefined
    const { id } = additions.start(account.id, titles, entry)
    tell(id, { atOnce: true })
    return id
  }

  /** @param atOnce show a single title as added immediately, with Undo */
  async function tell(id: string, { atOnce }: { atOnce: boolean }): Promise<void> {
    const addition = additions.get(id)
    if (!addition) return
    let dismiss = () => {}
    undoables.get(id)?.drop()
    const pushed = undoStack.push({ undo: () => void takeBack(id), dismiss: () => dismiss() })
    undoables.set(id, pushed)
    const undo = { label: context().texts.undo, run: pushed.take }
    const [only] = addition.titles.length === 1 ? addition.titles : []
    if (only && atOnce) {
      dismiss = showToast({ text: addedText(only, addition), kind: 'good', action: undo })
    }
    const settled = await additions.settled(id)
    if (settled.state !== 'settled' || !additions.get(id)) return
    // Chains may now start or stop at other titles.
    if (settled.status !== 'PLANNING' && settled.status !== 'PAUSED') rescan(context().account)
    const { added } = countOutcomes(settled)
    const isWhole = added === settled.titles.length
    if (added === 0) pushed.drop()
    if (context().shown === id) {
      announce(context().texts.summary(countOutcomes(settled)))
      return
    }
    if (only && atOnce && isWhole) return
    dismiss()
    if (isWhole) dismiss = showToast({ text: wholeText(settled), kind: 'good', action: undo })
    else dismiss = showToast(only ? toastOfOne(settled, only) : toastOfMany(settled))
  }

  function addedText({ name }: NamedTitle, { status }: Addition): string {
    const acting = context().texts
    return acting.added(name, acting.statuses[status])
  }

  function wholeText(settled: Addition): string {
    const [only] = settled.titles.length === 1 ? settled.titles : []
    return only ? addedText(only, settled) : context().texts.summary(countOutcomes(settled))
  }

  function toastOfOne(settled: Addition, { id, name }: NamedTitle): Toast {
    const { texts, onSignIn } = context()
    const acting = texts
    const result = settled.results.get(id)
    if (result?.outcome === 'already-listed') {
      const status = acting.statuses[result.entry?.status ?? settled.status]
      return { text: acting.alreadyListed(name, status), lasts: longMs }
    }
    const problem = problemOf(settled.problem ?? result?.code ?? '')
    const action = needsSignIn(problem)
      ? { label: acting.signIn, run: onSignIn }
      : countRetriable(settled) > 0 && { label: acting.retry, run: () => retry(settled.id) }
    return {
      text: acting.failed(name, texts.reasons[problem.reason]),
      kind: 'bad',
      lasts: longMs,
      ...(action && { action }),
    }
  }

  function toastOfMany(settled: Addition): Toast {
    const { texts, onShow } = context()
    const counts = countOutcomes(settled)
    return {
      text: texts.summary(counts),
      kind: counts.failed > 0 ? 'bad' : 'good',
      lasts: longMs,
      action: { label: texts.show, run: () => onShow(settled.id) },
    }
  }

  function retry(id: string): void {
    additions.retry(id)
    void tell(id, { atOnce: true })
  }

  async function takeBack(id: string): Promise<void> {
    const before = additions.get(id)
    try {
      const results = await additions.undo(id)
      if (!additions.get(id)) return
      if (before && (before.status === 'PLANNING' || before.status === 'PAUSED')) {
        rescan(context().account, before.startedAt)
      } else rescan(context().account)
      const isStuck = results.some(({ outcome }) => outcome === 'failed' || outcome === 'kept')
      showToast({ text: undoneText(before, results), kind: isStuck ? 'bad' : 'good' })
    } catch (error) {
      if (!additions.get(id)) return
      const { texts } = context()
      const text = texts.undoFailed(texts.reasons[problemOf(error as Error).reason])
      const again = { label: texts.retry, run: () => void takeBack(id) }
      showToast({ text, kind: 'bad', lasts: longMs, action: again })
    }
  }

  function undoneText(before: Addition | undefined, results: UndoReply['results']): string {
    const acting = context().texts
    const count = (outcome: UndoReply['results'][number]['outcome']) =>
      results.filter((one) => one.outcome === outcome).length
    const [removed, kept, failed] = [count('removed'), count('kept'), count('failed')]
    const [only] = before?.titles.length === 1 ? before.titles : []
    if (only && kept + failed === 0) return acting.undoneOne(only.name)
    return acting.undone(removed, kept, failed)
  }

  return {
    start,
    follow: (id) => void tell(id, { atOnce: false }),
    retry,
    undo: (id) => void takeBack(id),
  }
}

/** Adds to the account's list. Resumes additions that were interrupted by a closed page or a lost connection. */
export function useAdding(context: Omit<AddingContext, 'texts'>): Adding {
  const texts = useActingTexts()
  const newest = useRef({ ...context, texts })
  newest.current = { ...context, texts }
  const [adding] = useState(() => createAdding(() => newest.current))

  const account = context.account?.id
  useEffect(() => {
    if (account === undefined) return
    const goOn = () => {
      const addition = additions.resume(interrupted(pendingAdditions.get(), account, Date.now()))
      if (addition) adding.follow(addition.id)
    }
    const onOnline = () => {
      for (const id of additions.lost(account)) adding.retry(id)
      goOn()
    }
    goOn()
    addEventListener('online', onOnline)
    return () => removeEventListener('online', onOnline)
  }, [account, adding])
  return adding
}
