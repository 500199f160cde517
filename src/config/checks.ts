import { isIP } from 'node:net'

/** Parses an option. A problem completes a sentence that starts with its name, and never contains the text. */
export type Check<T> = (text: string) => { readonly value: T } | { readonly problem: string }

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

/** An http or https address, without trailing slashes so that paths can follow. */
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

/** Any printable text. Line breaks and surrounding spaces are copying mistakes that would only show much later. */
export const someText = textThat(
  (text) => /^\P{Cc}+$/u.test(text) && text.trim() === text,
  'must not contain line breaks, or start or end with a space.',
)

/** Named keys, such as `k2:KEY,k1:KEY`. The keys themselves are checked where they are used. */
export const keyring = textThat((text) => {
  const names = text.split(',').map((part) => /^([\w-]{1,32}):[\w+/=-]+$/.exec(part.trim())?.[1])
  return !names.includes(undefined) && new Set(names).size === names.length
}, 'must be ID:KEY, comma-separated, with no ID used twice. Generate one with `keys generate`.')

/** An origin as browsers send it: scheme, host and port only. */
export const webOrigin = textThat(
  (text) => /^https?:/.test(text) && URL.parse(text)?.origin === text,
  'must contain origins such as https://example.org, in lower case, without a path or *.',
)

/** Comma-separated values. */
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

/** An address to listen on: an IP address or a host name. */
export const networkAddress = textThat(
  (text) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text),
  'must be an IP address or host name, without scheme or port.',
)

/** An IP address, or a range in CIDR notation, but not one that contains every address. */
export const networkRange = textThat((text) => {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  const most = version === 4 ? 32 : 128
  const wide = bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most)
  return version !== 0 && !wide && rest.length === 0
}, 'must contain addresses or ranges such as 10.0.0.0/8; a range of 0 bits would trust everyone.')

/** The address of a database of a supported engine. */
export const databaseAddress = textThat(
  (text) => /^sqlite:./.test(text) || (/^postgres(ql)?:\/\/./.test(text) && URL.canParse(text)),
  'must be sqlite:PATH or postgresql://USER:PASSWORD@HOST/DATABASE.',
)

export const redisAddress = textThat((text) => {
  const url = URL.parse(text)
  return (url?.protocol === 'redis:' || url?.protocol === 'rediss:') && url.hostname !== ''
}, 'must be redis://HOST:PORT or, with TLS, rediss://USER:PASSWORD@HOST:PORT.')

export function hidden(): string {
  return '(not shown)'
}

/** A database address without its password; hidden completely if it cannot be parsed. */
export function concealPassword(text: string): string {
  if (text.startsWith('sqlite:')) return text
  const url = URL.parse(text)
  if (url === null) return hidden()
  if (url.password !== '') url.password = '***'
  for (const name of url.searchParams.keys()) if (/pass/i.test(name)) url.searchParams.set(name, '***')
  return url.href
}
