/** One part of the battery, and how it went. */
export interface SecurityStep {
  readonly name: string
  /** How to run it alone. */
  readonly command: string
  readonly seconds: number
  readonly verdict: 'passed' | 'FAILED' | 'not run'
  /** The last thing that it said. */
  readonly detail: string
}

/** How a program ended, as `spawnSync` tells it. */
export interface EndedStep {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly error?: Error & { readonly code?: string }
}

/** A program that took too long has failed; one that could not be started was not run. */
export function stepOutcome({
  status,
  stdout,
  stderr,
  error,
}: EndedStep): Pick<SecurityStep, 'verdict' | 'detail'> {
  if (error?.code === 'ENOENT') return { verdict: 'not run', detail: error.message }
  if (error?.code === 'ETIMEDOUT') return { verdict: 'FAILED', detail: 'it took too long' }
  const said = `${stderr}\n${stdout}`.trim().split('\n')
  return { verdict: status === 0 ? 'passed' : 'FAILED', detail: plain(said.at(-1) ?? '') }
}

/** The report, in Markdown. */
export function formatSecurityReport(
  steps: readonly SecurityStep[],
  run: { readonly version: string; readonly quick: boolean; readonly at: Date },
): string {
  const passed = steps.filter(({ verdict }) => verdict === 'passed').length
  const rows = steps.map(
    ({ name, verdict, seconds, detail, command }) =>
      `| ${name} | ${verdict} | ${seconds.toFixed(0)} s | ${detail.replaceAll('|', '\\|')} | \`${command}\` |`,
  )
  return `# Security report

Version ${run.version}, ${run.at.toISOString().slice(0, 10)}${run.quick ? ', the quick form: a hundredth of each' : ''}. ${passed} of ${steps.length} passed. To run it again: \`npm run security\`.

| What was tried | Outcome | Took | Last line | Alone |
| - | - | - | - | - |
${rows.join('\n')}

Scanners of others, such as sqlmap, wapiti, slowhttptest and testssl.sh, are not part of it yet.
`
}

function plain(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one
  return line.replace(/\u001b\[[\d;]*m/g, '').trim()
}
