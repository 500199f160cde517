import type { ToolRun } from './run-tool.ts'

/** One part of the run, and its outcome. */
export interface SecurityStep {
  /** Its name on the command line. */
  readonly key: string
  readonly name: string
  /** How to run it alone. */
  readonly command: string
  readonly seconds: number
  /** When it ended, in ISO 8601. */
  readonly at: string
  readonly verdict: 'passed' | 'FAILED' | 'not run'
  /** What it did, or its last output. */
  readonly detail: string
  readonly findings?: readonly string[]
  /** What was reported although it is not a vulnerability here, with the reason. */
  readonly dismissed?: readonly string[]
}

/** A program that took too long has failed. */
export function stepOutcome({ status, output }: ToolRun): Pick<SecurityStep, 'verdict' | 'detail'> {
  if (status === undefined) return { verdict: 'FAILED', detail: 'it took too long' }
  const said = output.trim().split('\n')
  const last = said.at(-1) ?? ''
  // A long test prints a line for each engine or act; the last line of a test run is enough.
  const detail = isTally.test(last) || said.length > mostLines ? last : said.join('; ')
  return { verdict: status === 0 ? 'passed' : 'FAILED', detail }
}

const isTally = /^\d+ (passed|failed)/
const mostLines = 8

/** The contents of the report. */
export interface SecurityRun {
  /** On a running instance. */
  readonly attacks: readonly SecurityStep[]
  readonly programs: readonly SecurityStep[]
  readonly tools: readonly (readonly [tool: string, version: string])[]
  /** Of this program. */
  readonly version: string
  readonly quick: boolean
}

/** The report, in Markdown. */
export function formatSecurityReport({ attacks, programs, tools, version, quick }: SecurityRun): string {
  const all = [...attacks, ...programs]
  const passed = all.filter(({ verdict }) => verdict === 'passed').length
  const seconds = all.reduce((sum, step) => sum + step.seconds, 0)
  const findings = all.flatMap(({ name, findings = [] }) => findings.map((each) => `- ${name}: ${each}`))
  const dismissed = attacks.flatMap(({ dismissed = [] }) => dismissed.map((each) => `- ${each}`))
  return `# Security report

Version ${version}${quick ? ', quick run: a hundredth of each part' : ''}. ${passed} of ${all.length} passed, in ${(seconds / 60).toFixed(0)} minutes.

To run it again: \`npm run security\`, on a Debian-based machine, and as root to install the tools below. \`npm run security --
--quick\` runs a hundredth of each part, and \`npm run security -- NAME…\` only the named parts.

## A running instance under attack

\`APP_ENV=production\` behind nginx with the configuration in \`deploy/\` and a self-signed certificate, on PostgreSQL with a role
that owns only its database, and Redis. The sandbox takes the place of AniList, and everyone signs in through AniList's real
flow. Everything uses the loopback address. After each attack, the log must have no errors and no unexpected 5xx replies, and
the instance must be ready.

${table(attacks)}

### Findings

${findings.length > 0 ? findings.join('\n') : 'None.'}

### Reported by a tool, but not a vulnerability

${dismissed.length > 0 ? dismissed.join('\n') : 'Nothing.'}

## Tests

${table(programs)}

## Tools
| Program | Version |
| - | - |
${tools.map(([tool, toolVersion]) => `| ${tool} | ${toolVersion} |`).join('\n')}
`
}

function table(steps: readonly SecurityStep[]): string {
  const rows = steps.map(
    ({ key, name, verdict, seconds, at, detail, command }) =>
      `| ${key} | ${name} | ${verdict} | ${at.slice(0, 10)} | ${seconds.toFixed(0)} s | ${detail.replaceAll('|', '\\|')} | \`${command}\` |`,
  )
  const head =
    '| Name | What was tried | Outcome | On | Took | Details | Alone |\n| - | - | - | - | - | - | - |'
  return `${head}\n${rows.join('\n')}`
}
