/** A scan that needs memory. */
export interface Claimant {
  /** The account or address; each has a share. */
  readonly caller: string | undefined
  /** Whether a client waits for the result; if not, others go first. */
  readonly isWanted: () => boolean
  readonly signal: AbortSignal
}

/** The memory of one list, scan or answer. */
export interface Reservation {
  /** Grows to this many titles at once if there is memory; otherwise returns false. */
  tryGrow(titles: number, claimant: Claimant): boolean
  /** Grows when it is its turn; rejects with the signal's reason. */
  grow(titles: number, claimant: Claimant): Promise<void>
  /** Sets the actual size. */
  resize(titles: number): void
  /** Allows others to take the memory: `drop` is called when they need it, and has to free it. The longest droppable goes first. */
  makeDroppable(drop: () => void): void
  /** Makes it no longer droppable. */
  keep(): void
  free(): void
}

export interface Memory {
  /** Reserves memory for what exists already. */
  reserve(titles: number): Reservation
  /** Checks again which claimants fit, such as when a client came back. */
  admit(): void
  /** Reserved at present, in titles. */
  readonly titles: number
}

export interface MemoryOptions {
  /** Titles in all; one takes about a kilobyte. */
  readonly most: number
}

interface Slot {
  titles: number
  caller: string | undefined
  /** Whether a claimant holds it; a single claimant always fits. */
  isClaimed: boolean
  drop: (() => void) | undefined
}

interface Waiter {
  readonly slot: Slot
  readonly titles: number
  readonly claimant: Claimant
  readonly grant: () => void
}

/** Larger parts of the memory count as long lists, which get two thirds of it together. */
const longFrom = 1 / 20
const mostOfLong = 2 / 3
const mostOfCaller = 1 / 4
/** Beyond the memory, for short lists of callers who hold nothing. */
const forNewCallers = 1 / 4

/**
 * Shares the memory for lists, scans and answers, counted in titles. Droppable reservations are dropped when the memory is
 * needed. Claimants wait until they fit, those of callers with the least memory first, then in order of arrival. A caller
 * gets at most a quarter, and long lists together two thirds, so that short ones need not wait for them.
 */
export function createMemory({ most }: MemoryOptions): Memory {
  const slots = new Set<Slot>()
  const waiting = new Set<Waiter>()
  let admitting = false

  const isLong = (titles: number) => titles > most * longFrom
  const held = (by: (slot: Slot) => boolean = () => true) => {
    let titles = 0
    for (const slot of slots) if (!slot.drop && by(slot)) titles += slot.titles
    return titles
  }

  function fits(slot: Slot, titles: number, { caller }: Claimant): boolean {
    const others = [...slots].filter((other) => other.isClaimed && !other.drop && other !== slot)
    if (others.length === 0) return true
    const ofCaller = held((other) => other.isClaimed && other !== slot && other.caller === caller)
    if (ofCaller > 0 && ofCaller + titles > most * mostOfCaller) return false
    if (
      isLong(titles) &&
      held((other) => other !== slot && isLong(other.titles)) + titles > most * mostOfLong
    )
      return false
    const isNewCaller = ofCaller === 0 && !isLong(titles)
    return held((other) => other !== slot) + titles <= most * (isNewCaller ? 1 + forNewCallers : 1)
  }

  function grant(slot: Slot, titles: number, { caller }: Claimant): void {
    Object.assign(slot, { titles, caller, isClaimed: true })
    trim()
  }

  /** Drops reservations, the longest droppable first. */
  function trim(): void {
    let titles = memory.titles
    for (const slot of [...slots]) {
      if (titles <= most) return
      if (!slot.drop) continue
      titles -= slot.titles
      slot.drop()
    }
  }

  function admit(): void {
    // Dropping frees memory, which calls this again.
    if (admitting) return
    admitting = true
    for (let next = nextWaiter(); next; next = nextWaiter()) {
      waiting.delete(next)
      grant(next.slot, next.titles, next.claimant)
      next.grant()
    }
    admitting = false
  }

  function nextWaiter(): Waiter | undefined {
    const able = [...waiting].filter(
      ({ slot, titles, claimant }) => claimant.isWanted() && fits(slot, titles, claimant),
    )
    const share = ({ claimant }: Waiter) => held((slot) => slot.isClaimed && slot.caller === claimant.caller)
    return able.sort((a, b) => share(a) - share(b))[0]
  }

  function reserve(titles: number): Reservation {
    const slot: Slot = { titles, caller: undefined, isClaimed: false, drop: undefined }
    slots.add(slot)
    trim()
    return {
      tryGrow(titles, claimant) {
        const isTurn = fits(slot, titles, claimant)
        if (isTurn) grant(slot, titles, claimant)
        return isTurn
      },
      async grow(titles, claimant) {
        const entered = Promise.withResolvers<void>()
        const waiter: Waiter = { slot, titles, claimant, grant: entered.resolve }
        const giveUp = () => entered.reject(claimant.signal.reason)
        claimant.signal.throwIfAborted()
        claimant.signal.addEventListener('abort', giveUp)
        waiting.add(waiter)
        admit()
        try {
          await entered.promise
        } finally {
          waiting.delete(waiter)
          claimant.signal.removeEventListener('abort', giveUp)
        }
      },
      resize(titles) {
        slot.titles = titles
        trim()
        admit()
      },
      makeDroppable(drop) {
        if (!slots.has(slot)) return
        slot.drop = drop
        // The set is ordered by how long they have been droppable.
        slots.delete(slot)
        slots.add(slot)
        trim()
        admit()
      },
      keep() {
        slot.drop = undefined
      },
      free() {
        if (slots.delete(slot)) admit()
      },
    }
  }

  const memory: Memory = {
    reserve,
    admit,
    get titles() {
      let titles = 0
      for (const slot of slots) titles += slot.titles
      return titles
    },
  }
  return memory
}
