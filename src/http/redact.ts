/**
 * What secrets look like in texts. The first group is kept. Rather too much than too little: a log line without its
 * query is still of use.
 */
const secretShapes: readonly RegExp[] = [
  // JSON Web Tokens, AniList's own among them
  /()\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(\b(?:Bearer|Basic)\s+)[\w.~+/=-]+/gi,
  // The query of an address or path, where tokens and codes travel
  /([\w/-]\?)[^\s"'<>]*=[^\s"'<>]*/g,
  // User and password in an address
  /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi,
  // name=value and "name": "value"
  /((?:password|passwd|secret|token|api_?key|authorization|cookie)["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi,
]

const mark = '[redacted]'

/**
 * Takes out of a text whatever looks like a secret.
 *
 * @example
 * redactText('GET /api/v1/auth/callback?code=abc') // 'GET /api/v1/auth/callback?[redacted]'
 */
export function redactText(text: string): string {
  let redacted = text
  for (const shape of secretShapes) redacted = redacted.replace(shape, `$1${mark}`)
  return redacted
}
