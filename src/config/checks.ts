import { isIP } from 'node:net'

/**
 * Reads the text of an option, or says what is wrong and what to do: the rest of a sentence that begins with the
 * variable's name. It never repeats the text, which may be secret.
 */
export type Check<T> = (text: string) => { readonly value: T } | { readonly problem: string }

/** Takes a text as it stands, where it passes. */
function textThat(passes: (text: string) => boolean, problem: string): Check<string> {
  return (text) => (passes(text) ? { value: text } : { problem })
}

export function oneOf<const T extends string>(...choices: readonly T[]): Check<T> {
  return (text) => {
    const value = choices.find((choice) => choice === text)
    return value === undefined ? { problem: `must be one of: ${choices.join(', ')}.` } : { value }
  }
}

export function wholeNumber(least: number, most: number): Check<number> {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return { value }
    return { problem: `must be a whole number from ${least} to ${most}.` }
  }
}

export function atLeast(characters: number): Check<string> {
  return textThat(
    ({ length }) => length >= characters,
    `is shorter than ${characters} characters. Generate one with: openssl rand -base64 ${characters}`,
  )
}

/** An http or https address, without the slash at its end so that paths can follow. */
export function webAddress(text: string): ReturnType<Check<string>> {
  const url = URL.parse(text)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    return { problem: 'must be a URL that starts with http:// or https://.' }
  return { value: text.replace(/\/+$/, '') }
}

export function yesOrNo(text: string): ReturnType<Check<boolean>> {
  if (/^(yes|true|1)$/i.test(text)) return { value: true }
  if (/^(no|false|0)$/i.test(text)) return { value: false }
  return { problem: 'must be yes or no.' }
}

/** Anything printable. A line break or a space at an end is a slip of copying that would only show much later. */
export const someText = textThat(
  (text) => /^\P{Cc}+$/u.test(text) && text.trim() === text,
  'must not contain line breaks, or start or end with a space.',
)

/** Keys with their names, as `k2:KEY,k1:KEY`. What the keys are worth is looked at where they are used. */
export const keyring = textThat((text) => {
  const names = text.split(',').map((part) => /^([\w-]{1,32}):[\w+/=-]+$/.exec(part.trim())?.[1])
  return !names.includes(undefined) && new Set(names).size === names.length
}, 'must be ID:KEY, comma-separated, with no ID used twice. Generate one with `keys generate`.')

/** An origin as browsers send it: scheme, host and port, nothing behind. */
export const webOrigin = textThat(
  (text) => /^https?:/.test(text) && URL.parse(text)?.origin === text,
  'must contain origins such as https://example.org, in lower case, without a path or *.',
)

/** Several values with commas between them. */
export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (text) => {
    const values: T[] = []
    for (const part of text.split(',').map((each) => each.trim())) {
      if (part === '') continue
      const checked = check(part)
      if ('problem' in checked) return checked
      values.push(checked.value)
    }
    return { value: values }
  }
}

/** What a server can listen on: an IP address or a host name. */
export const networkAddress = textThat(
  (text) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text),
  'must be an IP address or host name, without scheme or port.',
)

/** An IP address, or a range of them in CIDR notation. A range that holds every address trusts anyone. */
export const networkRange = textThat((text) => {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  const most = version === 4 ? 32 : 128
  const wide = bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most)
  return version !== 0 && !wide && rest.length === 0
}, 'must contain addresses or ranges such as 10.0.0.0/8; a range of 0 bits would trust everyone.')

/** The address of a database in one of the two engines that the store speaks. */
export const databaseAddress = textThat(
  (text) => /^sqlite:./.test(text) || (/^postgres(ql)?:\/\/./.test(text) && URL.canParse(text)),
  'must be sqlite:PATH or postgresql://USER:PASSWORD@HOST/DATABASE.',
)

export const redisAddress = textThat((text) => {
  const url = URL.parse(text)
  return (url?.protocol === 'redis:' || url?.protocol === 'rediss:') && url.hostname !== ''
}, 'must be redis://HOST:PORT or, with TLS, rediss://USER:PASSWORD@HOST:PORT.')

/** Shows nothing of a secret. */
export function hidden(): string {
  return '(not shown)'
}

/** A database's address without the password in it; nothing of it where it cannot be understood. */
export function concealPassword(text: string): string {
  if (text.startsWith('sqlite:')) return text
  const url = URL.parse(text)
  if (url === null) return hidden()
  if (url.password !== '') url.password = '***'
  for (const name of url.searchParams.keys()) if (/pass/i.test(name)) url.searchParams.set(name, '***')
  return url.href
}
