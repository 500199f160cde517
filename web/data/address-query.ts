/**
 * The query of an address as people like to read and share it: `?format=TV,MOVIE&year=2020`. Every value is text; what it means
 * is for the page to say.
 *
 * @example
 * parseQuery('?format=TV,MOVIE&airing=true') // { format: 'TV,MOVIE', airing: 'true' }
 */
export function parseQuery(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

/**
 * The reverse of {@link parseQuery}, and of what pages make of it: lists stand with commas, and what is undefined or empty not
 * at all.
 */
export function formatQuery(values: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(values).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(',') : value === undefined ? '' : `${value}`
    return text === '' ? [] : [`${encode(name)}=${encode(text)}`]
  })
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/** Commas need no disguise in a query. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%20', '+')
}
