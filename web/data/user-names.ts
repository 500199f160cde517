import { createDeviceValue } from './value.ts'

const mostNames = 6

/** AniList usernames opened on this device, newest first. */
export const recentNames = createDeviceValue<readonly string[]>('recent-names', (stored) =>
  Array.isArray(stored) ? stored.filter(isUserName).slice(0, mostNames) : [],
)

/** AniList's rules, which the server checks too. */
export function isUserName(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(text)
}

/** Moves a name to the front, ignoring case. */
export function rememberName(name: string): void {
  recentNames.set(withName(recentNames.get(), name))
}

export function forgetName(name: string): void {
  recentNames.set(recentNames.get().filter((one) => !isSame(one, name)))
}

export function withName(names: readonly string[], name: string): readonly string[] {
  return [name, ...names.filter((one) => !isSame(one, name))].slice(0, mostNames)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/**
 * Known names that may have been meant, nearest first: with a letter wrong, missing, extra or swapped, or starting with
 * the given text.
 *
 * @example
 * nearNames('csual', ['planner', 'casual']) // ['casual']
 */
export function nearNames(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase()
  const most = Math.max(1, Math.floor(wanted.length / 3))
  return [...new Set(known)]
    .map((one) => ({ one, steps: nearness(wanted, one.toLowerCase()) }))
    .filter(({ steps }) => steps > 0 && steps <= most)
    .sort((a, b) => a.steps - b.steps)
    .map(({ one }) => one)
    .slice(0, 3)
}

function nearness(wanted: string, name: string): number {
  if (wanted.length >= 3 && name !== wanted && name.startsWith(wanted)) return 1
  return editDistance(wanted, name)
}

/** The number of letters to change, add, delete or swap (optimal string alignment). */
function editDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(
        Math.min(
          at(rows, i - 1, j) + 1,
          (row[j - 1] ?? 0) + 1,
          at(rows, i - 1, j - 1) + (isSame ? 0 : 1),
          isSwapped ? at(rows, i - 2, j - 2) + 1 : Infinity,
        ),
      )
    }
    rows.push(row)
  }
  return at(rows, one.length, other.length)
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? Infinity
}
