import { createContext, type ReactNode, use, useMemo, useRef, useState } from 'react'
import type { ListStatus, NewEntry } from '../../src/core/list.ts'
import { isOwnList, useAbout, useAccount } from '../data/account.ts'
import { lazily } from '../ui/lazily.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { type AddableTitle, useAdding } from './adding.ts'
import { createIgnoring, type Ignoring } from './ignoring.ts'
import { createSelection, type Selection } from './selection.ts'

const AddDialog = lazily(async () => (await import('./adding-dialogs.tsx')).AddDialog)
const OutcomeDialog = lazily(async () => (await import('./adding-dialogs.tsx')).OutcomeDialog)
const SignInDialog = lazily(async () => (await import('./adding-dialogs.tsx')).SignInDialog)

/** Actions on the titles of a list. */
export interface Acting extends Ignoring {
  /** Whether the list belongs to the user, to someone else, or nobody is signed in, so it could be either. */
  readonly place: 'own' | 'elsewhere' | 'signed-out'
  /** Whether missing titles can be added to this list, possibly after signing in. */
  readonly canAdd: boolean
  readonly canIgnore: boolean
  readonly selection: Selection
  /**
   * Adds titles to the user's list: a single one to Planning immediately, others after a preview. Asks visitors to sign in.
   */
  add(titles: readonly AddableTitle[], options?: AddOptions): void
}

export interface AddOptions {
  /** The number of selected titles that are already on the list. */
  readonly leftAlone?: number
  readonly status?: ListStatus
}

const ActingContext = createContext<Acting | undefined>(undefined)

/** `undefined` while there is nothing to act on, such as during a scan, and until it is known who is signed in. */
export function useActing(): Acting | undefined {
  return use(ActingContext)
}

type OpenDialog =
  | ({ readonly kind: 'preview'; readonly titles: readonly AddableTitle[] } & Required<AddOptions>)
  | { readonly kind: 'outcome'; readonly id: string }
  | { readonly kind: 'sign-in' }

/**
 * Provides actions on the titles of a list.
 *
 * @param name the list's owner
 */
export function ActingProvider({ name, children }: { name: string; children: ReactNode }) {
  const account = useAccount()
  const canSignIn = useAbout()?.signIn === true
  const [selection] = useState(createSelection)
  const [dialog, setDialog] = useState<OpenDialog>()
  const adding = useAdding({
    account,
    shown: dialog?.kind === 'outcome' ? dialog.id : undefined,
    onShow: (id) => setDialog({ kind: 'outcome', id }),
    onSignIn: () => setDialog({ kind: 'sign-in' }),
  })
  const texts = useActingTexts()
  const newest = useRef({ account, texts })
  newest.current = { account, texts }
  const [ignoring] = useState(() => createIgnoring(() => newest.current))

  const isSignedIn = Boolean(account)
  const place = !account ? 'signed-out' : isOwnList(account, name) ? 'own' : 'elsewhere'
  const isKnown = account !== undefined
  const acting = useMemo((): Acting | undefined => {
    if (!isKnown) return undefined
    return {
      place,
      selection,
      canAdd: place === 'own' || (place === 'signed-out' && canSignIn),
      canIgnore: place !== 'elsewhere',
      add(titles, { leftAlone = 0, status = 'PLANNING' } = {}) {
        if (titles.length === 0) return
        if (!isSignedIn) setDialog({ kind: 'sign-in' })
        else if (titles.length === 1 && status === 'PLANNING') adding.start(titles, { status })
        else setDialog({ kind: 'preview', titles, leftAlone, status })
      },
      ...ignoring,
    }
  }, [isKnown, isSignedIn, canSignIn, place, selection, adding, ignoring])

  const close = () => setDialog(undefined)
  const add = (titles: readonly AddableTitle[], entry: NewEntry) => {
    const id = adding.start(titles, entry)
    selection.turn(false)
    // For a single title, a toast is enough.
    setDialog(id === undefined || titles.length === 1 ? undefined : { kind: 'outcome', id })
  }
  return (
    <ActingContext value={acting}>
      {children}
      {dialog?.kind === 'preview' && (
        <AddDialog {...dialog} ownsScores={place === 'own'} onAdd={add} onClose={close} />
      )}
      {dialog?.kind === 'outcome' && <OutcomeDialog id={dialog.id} adding={adding} onClose={close} />}
      {dialog?.kind === 'sign-in' && <SignInDialog onClose={close} />}
    </ActingContext>
  )
}
