import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Attack } from './attack.ts'
import type { AttackedInstance } from './attacked-instance.ts'
import { runTool, type ToolRun } from './run-tool.ts'
import { type SampleRequest, sampleRequests } from './sample-requests.ts'
import { type SignedIn, signInThroughProxy } from './signed-in.ts'
import { withVulnerableSite } from './vulnerable-site.ts'

/** The ignored codes are replies for which retrying would not help. */
const common = (
  '--batch --disable-coloring --ignore-stdin --flush-session --skip-waf --ignore-redirects ' +
  '--ignore-code=401,404 --threads=4 --timeout=10 --retries=1 --time-sec=2'
).split(' ')
const thorough = ['--dbms=PostgreSQL', '--level=2', '--risk=3']
const superficial = ['--dbms=PostgreSQL', '--level=1', '--risk=1', '--technique=E']
const secondsForEach = 240

/** Every input of every operation, signed in, and what all of them share: cookies and credentials. */
export const sqlmapAttack: Attack = {
  name: 'sqlmap',
  title: 'SQL injection into every input of the API, cookies and tokens included',
  async run(instance, { quick, canaries }) {
    const findings = await trySite(instance.folder)
    const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'))
    const requests = [...sampleRequests(document), ...credentials]
    // Titles requested later exist then.
    await instance.visitor.ask('/api/v1/scans/casual')
    let inputs = 0
    let sent = 0
    for (const request of requests) {
      const person = await signInThroughProxy(instance, 'casual', canaries)
      const file = join(instance.folder, 'sqlmap-request.txt')
      writeFileSync(file, rawRequest(request, instance, person))
      const run = await runTool(
        'sqlmap',
        [
          ...['-r', file, '--force-ssl', `--output-dir=${join(instance.folder, 'sqlmap')}`],
          ...[...common, ...(quick ? superficial : thorough)],
          // Only marked inputs are tested, not what all requests have in common each time.
          '--param-exclude=__Host|User-Agent|Referer|Host',
        ],
        { seconds: secondsForEach },
      )
      const judged = judgeSqlmap(run, request.inputs)
      findings.push(...judged.findings.map((finding) => `${request.method} ${request.target}: ${finding}`))
      inputs += request.inputs
      sent += judged.sent
    }
    return {
      findings,
      dismissed: [],
      tried: `${inputs} inputs of ${requests.length} requests, ${sent} replies${quick ? '; quick: error-based only' : ', level 2 and risk 3'}`,
    }
  },
}

/** Inputs that do not belong to a single operation. */
const credentials: readonly SampleRequest[] = [
  {
    ...{ method: 'POST', target: '/api/v1/ignores', inputs: 1 },
    headers: { 'x-csrf-token': 'CSRF*' },
    body: '{"ignores":[{"mediaId":21}]}',
  },
  {
    ...{ method: 'GET', target: '/api/v1/auth/me', inputs: 1 },
    headers: { cookie: '__Host-sequel-finder-access=ACCESS*' },
    body: undefined,
  },
  {
    ...{ method: 'POST', target: '/api/v1/auth/refresh', inputs: 1 },
    headers: { cookie: '__Host-sequel-finder-refresh=REFRESH*' },
    body: undefined,
  },
  {
    ...{ method: 'GET', target: '/api/v1/auth/callback?state=x&code=y', inputs: 2 },
    headers: { cookie: `__Host-sequel-finder-sign-in=${'E'.repeat(43)}*`, 'user-agent': 'Mozilla/5.0*' },
    body: undefined,
  },
  {
    ...{ method: 'GET', target: '/api/v1/auth/me', inputs: 1 },
    headers: { authorization: 'Bearer ACCESS*', cookie: '' },
    body: undefined,
  },
  {
    ...{ method: 'GET', target: '/api/v1/scans/casual', inputs: 1 },
    headers: { accept: 'text/event-stream', 'last-event-id': '1*' },
    body: undefined,
  },
]

function rawRequest(request: SampleRequest, { url }: AttackedInstance, person: SignedIn): string {
  const cookieOf = (name: string) => new RegExp(`${name}=([^;]+)`).exec(person.cookie)?.[1] ?? ''
  const headers = {
    host: new URL(url).host,
    accept: 'application/json',
    ...person.writeHeaders,
    // Without a body, sqlmap would claim to send a form, and be refused for that.
    ...(request.method !== 'GET' && { 'content-type': 'application/json' }),
    ...request.headers,
  }
  const lines = Object.entries(headers)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
  return `${request.method} ${request.target} HTTP/1.1\n${lines.join('\n')}\n\n${request.body ?? (request.method === 'DELETE' ? '{}' : '')}`
    .replace('CSRF', person.csrfToken)
    .replace('ACCESS', cookieOf('sequel-finder-access'))
    .replace('REFRESH', cookieOf('sequel-finder-refresh'))
}

/** Whether sqlmap works here at all: it must find a known injection. */
async function trySite(folder: string): Promise<string[]> {
  const flags = [`--output-dir=${join(folder, 'sqlmap')}`, ...common, '--dbms=SQLite']
  const { output } = await withVulnerableSite((url) =>
    runTool('sqlmap', ['-u', `${url}/title?id=1`, ...flags], { seconds: 120 }),
  )
  return /identified the following injection point/.test(output)
    ? []
    : ['sqlmap did not find the injection in a site that has one, so its result for us is worthless']
}

/** sqlmap's verdict on a request with this many inputs. */
export function judgeSqlmap({ status, output }: ToolRun, inputs: number) {
  const sent = [...output.matchAll(/\d+ \([^)]*\) - (\d+) times/g)].reduce(
    (sum, [, times]) => sum + Number(times),
    0,
  )
  const injectable = [...output.matchAll(/^Parameter: (.+)$/gm)].map(([, name]) => `${name} is injectable`)
  if (injectable.length > 0) return { sent, findings: injectable }
  if (status === undefined) return { sent, findings: ['it did not finish in time'] }
  const tested = output.match(/testing for SQL injection on /g)?.length ?? 0
  if (tested < inputs) return { sent, findings: [`it tested ${tested} of ${inputs} inputs`] }
  if (/^415 |, 415 /m.test(output))
    return { sent, findings: ['its requests were refused for their content type'] }
  const denied = /all tested parameters do not appear to be injectable/.test(output)
  return { sent, findings: denied ? [] : ['it reached no result'] }
}
