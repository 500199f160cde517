/**
 * Parses a readable query such as `?format=TV,MOVIE&year=2020`. All values are text.
 *
 * @example
 * parseQuery('?format=TV,MOVIE&airing=true') // { format: 'TV,MOVIE', airing: 'true' }
 */
export function parseQuery(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

/** The inverse of {@link parseQuery}. Lists are separated by commas; undefined and empty values are left out. */
export function formatQuery(values: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(values).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(',') : value === undefined ? '' : `${value}`
    return text === '' ? [] : [`${encode(name)}=${encode(text)}`]
  })
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/** Keeps commas readable. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%20', '+')
}
