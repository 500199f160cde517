/** Something that a scan is to leave out: a title alone, or every title of the franchise that it belongs to. */
export interface Ignore {
  readonly scope: 'title' | 'franchise'
  /** Of the title, or of any in the franchise. */
  readonly mediaId: number
  /** When to tell of it again, in ISO 8601; `null` for never. */
  readonly until: string | null
}

export type IgnoreKey = `${Ignore['scope']} ${number}`

/** The same for two ignores of the same thing, whatever their time limits. */
export function keyOf({ scope, mediaId }: Pick<Ignore, 'scope' | 'mediaId'>): IgnoreKey {
  return `${scope} ${mediaId}`
}

export function isOver({ until }: Ignore, now: number): boolean {
  return until !== null && Date.parse(until) <= now
}

/** What was stored, however it got there: all that makes no sense is left out. */
export function parseIgnores(stored: unknown): readonly Ignore[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one): Ignore[] => {
    const { scope, mediaId, until = null } = (one ?? {}) as Record<string, unknown>
    if (scope !== 'title' && scope !== 'franchise') return []
    if (!Number.isInteger(mediaId) || Number(mediaId) < 1) return []
    if (until !== null && !(typeof until === 'string' && Number.isFinite(Date.parse(until)))) return []
    return [{ scope, mediaId: Number(mediaId), until }]
  })
}

/** Adds to what is ignored; what was there already gets the new time limit. */
export function addIgnores(before: readonly Ignore[], added: readonly Ignore[]): readonly Ignore[] {
  const all = new Map([...before, ...added].map((one) => [keyOf(one), one]))
  return [...all.values()]
}
