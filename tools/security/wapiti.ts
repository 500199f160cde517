import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Attack } from './attack.ts'
import { runTool } from './run-tool.ts'
import { sampleRequests } from './sample-requests.ts'
import { signInThroughProxy } from './signed-in.ts'
import { withVulnerableSite } from './vulnerable-site.ts'

/** Without modules that contact other servers, or try thousands of names: `nikto`, `wapp`, `ssrf`, `xxe`, `buster`. */
const modules =
  'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss'

/** It looks for a newer list of technologies at every start, but nothing may leave this machine. */
const nothingLeaves = {
  ...{ http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' },
  no_proxy: 'localhost,127.0.0.1',
}

/** What it reports although it is not a vulnerability, by a part of its text. */
const knownToWapiti: readonly (readonly [words: string, reason: string])[] = [
  [
    'X-XSS-Protection is not set',
    'browsers no longer use that header, and the policy forbids inline scripts',
  ],
]

/** Pages and every readable address, signed in, crawled and attacked. */
export const wapitiAttack: Attack = {
  name: 'wapiti',
  title: 'Web flaws: scripts and headers injected, files included, redirects, cookies, methods',
  async run(instance, { quick, canaries }) {
    const findings = await trySite(instance.folder)
    const person = await signInThroughProxy(instance, 'casual', canaries)
    const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'))
    const starts = sampleRequests(document)
      .filter(({ method }) => method === 'GET')
      .map(({ target }) => instance.url + target.replaceAll('*', ''))
    const report = await runWapiti(instance.folder, {
      ...{ url: `${instance.url}/`, starts, headers: [`Cookie: ${person.cookie}`], minutes: quick ? 1 : 10 },
      modules: quick ? 'csp,http_headers,xss' : modules,
    })
    const judged = judgeWapiti(report)
    return {
      findings: [...findings, ...judged.findings],
      dismissed: judged.dismissed,
      tried: `${starts.length + 1} addresses, signed in, modules ${quick ? 'csp,http_headers,xss' : modules}`,
    }
  },
}

interface WapitiScan {
  readonly url: string
  readonly starts: readonly string[]
  readonly headers: readonly string[]
  readonly minutes: number
  readonly modules: string
}

async function runWapiti(folder: string, scan: WapitiScan): Promise<WapitiReport> {
  const file = join(folder, 'wapiti.json')
  const flags = `--scope domain --verify-ssl 0 --max-scan-time ${scan.minutes} --flush-session --no-bugreport`
  const run = await runTool(
    'wapiti',
    [
      ...['-u', scan.url, ...scan.starts.flatMap((start) => ['-s', start])],
      ...[...scan.headers.flatMap((header) => ['-H', header]), '-m', scan.modules, ...flags.split(' ')],
      ...['--store-session', join(folder, 'wapiti'), '-f', 'json', '-o', file],
    ],
    { seconds: scan.minutes * 60 + 120, env: nothingLeaves },
  )
  if (run.status !== 0) throw new Error(`wapiti ended with ${run.status}: ${run.output.slice(-500)}`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Whether wapiti works here at all: it must find known flaws. */
async function trySite(folder: string): Promise<string[]> {
  const scan = { starts: [], headers: [], minutes: 1, modules: 'xss,sql,http_headers' }
  const { vulnerabilities } = await withVulnerableSite((url) =>
    runWapiti(folder, { ...scan, url: `${url}/` }),
  )
  const found = Object.entries(vulnerabilities).flatMap(([kind, each]) => (each.length > 0 ? [kind] : []))
  const wanted = [/Cross Site Scripting/, /SQL Injection/, /HTTP Secure Headers/]
  if (wanted.every((kind) => found.some((name) => kind.test(name)))) return []
  return [
    `wapiti found only ${found.join(', ') || 'nothing'} in a site that has more flaws, so its result for us is worth little`,
  ]
}

/** The parts of its report that we read. */
export interface WapitiReport {
  readonly vulnerabilities: Readonly<Record<string, readonly WapitiItem[]>>
  readonly anomalies: Readonly<Record<string, readonly WapitiItem[]>>
}

interface WapitiItem {
  readonly method: string
  readonly path: string
  readonly info: string
}

/** Vulnerabilities, and anomalies such as replies with status 500. */
export function judgeWapiti({ vulnerabilities, anomalies }: WapitiReport) {
  const findings: string[] = []
  const dismissed = new Set<string>()
  for (const [kind, items] of [...Object.entries(vulnerabilities), ...Object.entries(anomalies)]) {
    for (const { method, path, info } of items) {
      const known = knownToWapiti.find(([words]) => info.includes(words))
      if (known) dismissed.add(`${kind}, ${known[0]}: ${known[1]}`)
      else findings.push(`${kind}: ${method} ${path}: ${info}`)
    }
  }
  return { findings, dismissed: [...dismissed] }
}
