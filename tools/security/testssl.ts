import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Attack } from './attack.ts'
import { exampleHost } from './nginx.ts'
import { runTool } from './run-tool.ts'

/** What it reports although it is not a vulnerability, by its own IDs. */
const knownToTestssl: Readonly<Record<string, string>> = {
  cipher_order:
    'all offered suites are strong, so clients choose the one that is fastest for them, as Mozilla recommends',
  cert_revocation: 'this test uses a self-signed certificate; that of an instance comes from Let’s Encrypt',
  cert_chain_of_trust:
    'this test uses a self-signed certificate; that of an instance comes from Let’s Encrypt',
  DNS_CAArecord: 'the host of this test is not in DNS',
  BREACH:
    'compressed replies are the same for everyone and never repeat input; personal replies are not compressed',
  engine_problem: 'about the tool itself: its OpenSSL has no GOST, which we do not offer',
}

const harmless = new Set(['OK', 'INFO', 'DEBUG'])

/** Protocols, suites, certificate, headers and every known flaw of TLS, at the proxy. */
export const testsslAttack: Attack = {
  name: 'testssl',
  title: 'TLS of the proxy: protocols, suites, known flaws, headers',
  async run({ nginx, folder }, { quick }) {
    const file = join(folder, 'testssl.json')
    rmSync(file, { force: true })
    const run = await runTool(
      'testssl',
      [
        ...['--quiet', '--color', '0', '--warnings', 'off', '--nodns', 'none', '--ip', '127.0.0.1'],
        ...['--add-ca', join(folder, 'fullchain.pem'), '--jsonfile', file, ...(quick ? ['-p', '-h'] : [])],
        `${exampleHost}:${nginx.httpsPort}`,
      ],
      // It writes files to its working directory.
      { seconds: 480, cwd: folder },
    )
    const results: readonly TestsslResult[] = JSON.parse(readFileSync(file, 'utf8'))
    const judged = judgeTestssl(results)
    const least = quick ? 10 : 120
    return {
      findings: [
        ...judged.findings,
        ...(run.status === undefined ? ['it did not finish in time'] : []),
        ...(results.length < least ? [`it only ran ${results.length} tests`] : []),
      ],
      dismissed: judged.dismissed,
      tried: `${results.length} results${quick ? '; quick: protocols and headers only' : ''}`,
    }
  },
}

export interface TestsslResult {
  readonly id: string
  readonly severity: string
  readonly finding: string
}

/** Everything abnormal, including warnings. */
export function judgeTestssl(results: readonly TestsslResult[]) {
  const findings: string[] = []
  const dismissed: string[] = []
  for (const { id, severity, finding } of results) {
    if (harmless.has(severity)) continue
    const reason = knownToTestssl[id]
    if (reason === undefined) findings.push(`${id} (${severity}): ${finding}`)
    else dismissed.push(`${id}, ${finding}: ${reason}`)
  }
  return { findings, dismissed }
}
