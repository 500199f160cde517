import { createDeviceValue } from './value.ts'

/** AniList user names that were looked at on this device, newest first. */
export const recentNames = createDeviceValue<readonly string[]>('recent-names', (stored) =>
  Array.isArray(stored) ? stored.filter(isUserName).slice(0, mostNames) : [],
)

const mostNames = 6

/** As AniList has them, and as the server accepts them. */
export function isUserName(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(text)
}

/** Puts a name first. AniList does not tell small letters from capital ones, so neither does this. */
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
