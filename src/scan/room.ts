/** Who wants room, and how it is told that there is some. */
export interface Guest {
  /** The account, or the address as the limits count it: each has a share. */
  readonly caller: string | undefined
  /** Whether anybody waits for what it is to hold. Others go first otherwise. */
  readonly isWanted: () => boolean
  readonly signal: AbortSignal
}

/** What one list, scan or answer holds of the room. */
export interface Place {
  /** Grows at once where there is room for so many titles in all; false where there is not. */
  tryGrow(titles: number, guest: Guest): boolean
  /** Grows in its turn; rejects with the signal's reason. */
  grow(titles: number, guest: Guest): Promise<void>
  /** What it holds from now on, now that that is known. */
  resize(titles: number): void
  /** It may go from now on: `drop` is called when others need the room, the longest spared first, and has to leave. */
  spare(drop: () => void): void
  /** It is needed again. */
  claim(): void
  leave(): void
}

export interface Room {
  /** A place for what is there already. */
  take(titles: number): Place
  /** Looks again who can enter, as when somebody came back. */
  admit(): void
  /** Titles in it. */
  readonly titles: number
}

export interface RoomOptions {
  /** How many titles all may hold; one takes about a kilobyte. */
  readonly most: number
}

interface Seat {
  titles: number
  caller: string | undefined
  /** Whether it grew as a guest: one of these always goes on. */
  isGuest: boolean
  drop: (() => void) | undefined
}

interface Waiter {
  readonly seat: Seat
  readonly titles: number
  readonly guest: Guest
  readonly enter: () => void
}

/** From this size on a place counts as long: only a part of the room is for these. */
const longFrom = 1 / 20
const mostOfLong = 2 / 3
const mostOfCaller = 1 / 4
/** Beyond the room, for a short one of somebody who has nothing in it. */
const forStrangers = 1 / 4

/**
 * Shares out the memory for lists, scans and answers, counted in titles. What is spare goes when something else needs its room. Guests
 * who find none wait, and enter by how little their caller holds, then in order; one who fits overtakes those who do not. A caller
 * holds a quarter at most, and long lists together two thirds, so that short ones need not wait for them.
 */
export function createRoom({ most }: RoomOptions): Room {
  const seats = new Set<Seat>()
  const waiting = new Set<Waiter>()
  let admitting = false

  const isLong = (titles: number) => titles > most * longFrom
  const held = (by: (seat: Seat) => boolean = () => true) => {
    let titles = 0
    for (const seat of seats) if (!seat.drop && by(seat)) titles += seat.titles
    return titles
  }

  function fits(seat: Seat, titles: number, { caller }: Guest): boolean {
    const others = [...seats].filter((other) => other.isGuest && !other.drop && other !== seat)
    if (others.length === 0) return true
    const ofCaller = held((other) => other.isGuest && other !== seat && other.caller === caller)
    if (ofCaller > 0 && ofCaller + titles > most * mostOfCaller) return false
    if (
      isLong(titles) &&
      held((other) => other !== seat && isLong(other.titles)) + titles > most * mostOfLong
    )
      return false
    const isStranger = ofCaller === 0 && !isLong(titles)
    return held((other) => other !== seat) + titles <= most * (isStranger ? 1 + forStrangers : 1)
  }

  function seatGuest(seat: Seat, titles: number, { caller }: Guest): void {
    Object.assign(seat, { titles, caller, isGuest: true })
    trim()
  }

  /** What was spared longest goes first. */
  function trim(): void {
    let titles = room.titles
    for (const seat of [...seats]) {
      if (titles <= most) return
      if (!seat.drop) continue
      titles -= seat.titles
      seat.drop()
    }
  }

  function admit(): void {
    // What is dropped leaves, which would begin anew here.
    if (admitting) return
    admitting = true
    for (let next = nextWaiter(); next; next = nextWaiter()) {
      waiting.delete(next)
      seatGuest(next.seat, next.titles, next.guest)
      next.enter()
    }
    admitting = false
  }

  function nextWaiter(): Waiter | undefined {
    const able = [...waiting].filter(
      ({ seat, titles, guest }) => guest.isWanted() && fits(seat, titles, guest),
    )
    const share = ({ guest }: Waiter) => held((seat) => seat.isGuest && seat.caller === guest.caller)
    return able.sort((a, b) => share(a) - share(b))[0]
  }

  function take(titles: number): Place {
    const seat: Seat = { titles, caller: undefined, isGuest: false, drop: undefined }
    seats.add(seat)
    trim()
    return {
      tryGrow(titles, guest) {
        const isTurn = fits(seat, titles, guest)
        if (isTurn) seatGuest(seat, titles, guest)
        return isTurn
      },
      async grow(titles, guest) {
        const entered = Promise.withResolvers<void>()
        const waiter: Waiter = { seat, titles, guest, enter: entered.resolve }
        const giveUp = () => entered.reject(guest.signal.reason)
        guest.signal.throwIfAborted()
        guest.signal.addEventListener('abort', giveUp)
        waiting.add(waiter)
        admit()
        try {
          await entered.promise
        } finally {
          waiting.delete(waiter)
          guest.signal.removeEventListener('abort', giveUp)
        }
      },
      resize(titles) {
        seat.titles = titles
        trim()
        admit()
      },
      spare(drop) {
        if (!seats.has(seat)) return
        seat.drop = drop
        // The longest spared stands first.
        seats.delete(seat)
        seats.add(seat)
        trim()
        admit()
      },
      claim() {
        seat.drop = undefined
      },
      leave() {
        if (seats.delete(seat)) admit()
      },
    }
  }

  const room: Room = {
    take,
    admit,
    get titles() {
      let titles = 0
      for (const seat of seats) titles += seat.titles
      return titles
    },
  }
  return room
}
