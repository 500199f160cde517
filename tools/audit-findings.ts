import type { Lock, ShippedPackage } from './bill-of-materials.ts'

/** The findings of one part of the audit. */
export interface AuditFinding {
  readonly name: string
  readonly verdict: 'ok' | 'FAILED' | 'not run'
  readonly details: readonly string[]
}

/** How a program ended, and its output. */
export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, Vulnerability>>
  /** Instead of a report, if there is none. */
  readonly message?: string
  readonly error?: { readonly summary?: string }
}

interface Vulnerability {
  readonly severity: string
  readonly range: string
  /** Its paths in the lock file. */
  readonly nodes: readonly string[]
  /** Advisories, and names of other affected packages. */
  readonly via: readonly (string | { readonly title: string; readonly url: string })[]
}

/**
 * Reads the output of `npm audit --json` for all packages. Packages that people run must have no advisory; those of a tool are
 * listed. If the registry has no advisories or cannot be reached, that does not count as good news, but as `not run`.
 */
export function advisoriesOf(
  { status, stdout, stderr }: Ended,
  shipped: readonly ShippedPackage[],
): AuditFinding {
  const name = 'advisories'
  const report = parseReport(stdout)
  if (report?.vulnerabilities === undefined) {
    const why = report?.message ?? report?.error?.summary ?? stderr.trim().split('\n')[0]
    const reason = `The registry could not be reached: ${withoutAddresses(why || `npm ended with ${status}`)}`
    return { name, verdict: 'not run', details: [reason] }
  }
  const places = new Set(shipped.map(({ path }) => path))
  const found = Object.entries(report.vulnerabilities).map(
    ([packageName, { severity, range, nodes, via }]) => {
      const causes = via.map((each) =>
        typeof each === 'string' ? `by ${each}` : `${each.title} ${each.url}`,
      )
      const isShipped = nodes.some((path) => places.has(path))
      const who = isShipped ? packageName : `development only: ${packageName}`
      return { isShipped, detail: `${who} ${range} (${severity}): ${causes.join('; ')}` }
    },
  )
  const verdict = found.some(({ isShipped }) => isShipped) ? 'FAILED' : 'ok'
  return { name, verdict, details: found.map(({ detail }) => detail) }
}

function parseReport(text: string): AuditReport | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Does not reveal which registry is used. */
function withoutAddresses(text: string): string {
  return text.replace(/https?:\/\/\S+/g, 'its address')
}

/** Whether the lock file pins the contents of every package, from registries only. */
export function lockProblems(lock: Lock): readonly string[] {
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .flatMap(([path, { integrity, resolved, optional, link }]) => {
      const place = path.replace(/^node_modules\//, '')
      if (link) return [`${place} is a link to a folder.`]
      if (resolved !== undefined && !resolved.startsWith('https://'))
        return [`${place} comes from ${resolved}.`]
      // Builds for other platforms are known by name only: see fix-lock.mjs.
      if (integrity === undefined && !optional)
        return [`${place} has no integrity hash: it could be replaced with anything.`]
      if (integrity !== undefined && !integrity.startsWith('sha512-'))
        return [
          `${place} is only protected by ${integrity.split('-', 1)[0]}. Install it again to get sha512.`,
        ]
      return []
    })
}

/** Licences under which others' work may be distributed with ours, under the MIT licence, with attribution only. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
])

/** How many packages have which licence. Failed if one is not known to be compatible. */
export function licencesOf(
  packages: readonly Pick<ShippedPackage, 'name' | 'version' | 'licence'>[],
): AuditFinding {
  const counts = new Map<string, number>()
  for (const { licence = noLicence } of packages) counts.set(licence, (counts.get(licence) ?? 0) + 1)
  const unfit = packages.filter(({ licence = noLicence }) => !fits(licence))
  const summary = [...counts].sort(([, a], [, b]) => b - a).map(([licence, count]) => `${licence}: ${count}`)
  const details = unfit.map(
    ({ name, version, licence = noLicence }) => `check ${name} ${version}: ${licence}`,
  )
  return {
    name: 'licences',
    verdict: unfit.length === 0 ? 'ok' : 'FAILED',
    details: [summary.join(', '), ...details],
  }
}

const noLicence = 'none stated'

/** Of alternatives, one compatible licence is enough. */
function fits(licence: string): boolean {
  return licence
    .replace(/^\(|\)$/g, '')
    .split(' OR ')
    .some((choice) => permissive.has(choice))
}
