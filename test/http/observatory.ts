/** A reply to judge: its headers in lower case, and the cookies it sets. */
export interface JudgedReply {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly setCookies: readonly string[]
  /** The reply to a preflight from a foreign page. */
  readonly crossOrigin: Readonly<Record<string, string | undefined>>
  readonly html: string
}

/** How a rule changes the score, which starts at 100. */
type Rule = (reply: JudgedReply) => number

/**
 * The rules of Mozilla's HTTP Observatory (github.com/mdn/mdn-http-observatory, algorithm 4) that depend on a server's replies,
 * with their points. Redirects to https are up to the proxy. The package itself has 230 dependencies.
 */
export const observatoryRules: Readonly<Record<string, Rule>> = {
  'content-security-policy': ({ headers }) => judgePolicy(headers['content-security-policy']),
  cookies: ({ setCookies }) => {
    if (setCookies.length === 0) return 0
    if (setCookies.some((cookie) => !/;\s*secure/i.test(cookie))) return -40
    if (setCookies.some((cookie) => !/;\s*httponly/i.test(cookie))) return -30
    return setCookies.every((cookie) => /;\s*samesite=(strict|lax)/i.test(cookie)) ? 5 : 0
  },
  'cross-origin-resource-sharing': ({ crossOrigin }) =>
    crossOrigin['access-control-allow-origin'] && crossOrigin['access-control-allow-credentials'] ? -50 : 0,
  'referrer-policy': ({ headers }) => {
    const policy = headers['referrer-policy']
    if (policy === undefined) return 0
    return /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/.test(policy) ? 5 : -5
  },
  'strict-transport-security': ({ headers }) => {
    const maxAge = Number(/max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '')?.[1] ?? Number.NaN)
    if (Number.isNaN(maxAge)) return -20
    return maxAge < sixMonths ? -10 : 0
  },
  'subresource-integrity': ({ html }) =>
    /<script[^>]*\ssrc=["']?(https?:)?\/\/(?![^>]*integrity=)/i.test(html) ? -50 : 0,
  'x-content-type-options': ({ headers }) => (headers['x-content-type-options'] === 'nosniff' ? 0 : -5),
  'x-frame-options': ({ headers }) => {
    if (/frame-ancestors/.test(headers['content-security-policy'] ?? '')) return 5
    return /^(deny|sameorigin)$/i.test(headers['x-frame-options'] ?? '') ? 0 : -20
  },
  'cross-origin-resource-policy': ({ headers }) => {
    const policy = headers['cross-origin-resource-policy']
    if (policy === undefined || policy === 'cross-origin') return 0
    return policy === 'same-origin' || policy === 'same-site' ? 10 : -5
  },
}

const sixMonths = 15_768_000

function judgePolicy(policy: string | undefined): number {
  if (policy === undefined) return -25
  const directives = new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/)
      return [name, sources]
    }),
  )
  const sourcesOf = (name: string) => directives.get(name) ?? directives.get('default-src') ?? ['*']
  const isBroad = (source: string) => /^(https?:|ftp:|\*|data:|blob:)$/.test(source)
  const [scripts, styles, objects] = ['script-src', 'style-src', 'object-src'].map(sourcesOf)
  if (scripts?.some((source) => isBroad(source) || source === "'unsafe-inline'") || objects?.some(isBroad))
    return -20
  if ([...directives].some(([, sources]) => sources.some((source) => source.startsWith('http:')))) return -20
  if ([...(scripts ?? []), ...(styles ?? [])].includes("'unsafe-eval'")) return -10
  if (styles?.some((source) => isBroad(source) || source === "'unsafe-inline'")) return 0
  return directives.get('default-src')?.join() === "'none'" ? 10 : 5
}

/** Points above 100 only count if no rule has deducted more than 10. */
export function observatoryScore(reply: JudgedReply): number {
  const points = Object.values(observatoryRules).map((judge) => judge(reply))
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 100)
  const losses = sum(points.filter((each) => each < 0))
  return losses >= 90 ? sum(points) : Math.max(losses, 0)
}

/** `A+` from 100 points. */
export function observatoryGrade(score: number): string {
  const bands: readonly (readonly [least: number, grade: string])[] = [
    [100, 'A+'],
    [90, 'A'],
    [85, 'A-'],
    [80, 'B+'],
    [70, 'B'],
    [65, 'B-'],
    [60, 'C+'],
    [50, 'C'],
    [45, 'C-'],
    [40, 'D+'],
    [30, 'D'],
    [25, 'D-'],
  ]
  return bands.find(([least]) => score >= least)?.[1] ?? 'F'
}
