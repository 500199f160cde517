/** Longer than any path of the page. */
const longest = 512

/**
 * Reads where to go after a sign-in: a path of this site and nothing that a browser could take for another one. Whoever
 * could put an address here would send people from a real sign-in to a site of their own.
 *
 * @returns the path as it was given, or undefined
 * @example
 * parseReturnPath('/lists?sort=score') // '/lists?sort=score'
 * parseReturnPath('//evil.example') // undefined
 */
export function parseReturnPath(text: string): string | undefined {
  if (text.length > longest || text.includes(' ') || !isPlainPath(text)) return undefined
  // Encoded once or several times: whatever unpacks it on the way must not come upon something else.
  for (let layer = text; ; ) {
    const inner = decoded(layer)
    if (inner === undefined || !isPlainPath(inner)) return undefined
    if (inner === layer) return text
    layer = inner
  }
}

/** One slash to begin with, none doubled, no backslash (browsers take it for a slash), no dot segments, nothing invisible. */
function isPlainPath(text: string): boolean {
  if (!/^\/(?![/\\])/.test(text) || /[\\\p{C}\p{Zl}\p{Zp}]/u.test(text)) return false
  const path = text.split(/[?#]/, 1)[0] ?? ''
  return !path.includes('//') && !path.split('/').some((segment) => segment === '.' || segment === '..')
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
