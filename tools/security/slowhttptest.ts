import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Attack } from './attack.ts'
import type { AttackedInstance } from './attacked-instance.ts'
import { runTool } from './run-tool.ts'
import type { Visitor } from './visitor.ts'
import { withVulnerableSite } from './vulnerable-site.ts'

/** A way to keep connections open, and where. */
interface SlowAttack {
  readonly title: string
  readonly args: string
  readonly connections: number
  url(instance: AttackedInstance): string
}

const script = (html: string) => /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '/'

/** Through the proxy, as from the internet, and without it, as from the same machine. */
const attacks = (page: string): readonly SlowAttack[] => [
  { title: 'slow headers', args: '-H -i 3', connections: 500, url: ({ url }) => `${url}/` },
  { title: 'slow bodies', args: '-B -i 3 -s 8192', connections: 500, url: ({ url }) => `${url}/api/v1/list` },
  {
    ...{ title: 'slow reading', args: '-X -k 3 -w 10 -y 20 -n 5 -z 32', connections: 500 },
    url: ({ url }) => url + script(page),
  },
  {
    ...{ title: 'many ranges', args: '-R -a 10 -b 3000', connections: 200 },
    url: ({ url }) => url + script(page),
  },
  {
    ...{ title: 'slow headers past the proxy', args: '-H -i 3', connections: 400 },
    url: ({ appUrl }) => `${appUrl}/`,
  },
  {
    ...{ title: 'slow bodies past the proxy', args: '-B -i 3 -s 8192', connections: 400 },
    url: ({ appUrl }) => `${appUrl}/api/v1/auth/refresh`,
  },
]

/** Other clients have to get a reply within this time throughout. */
const patienceMs = 2_000

/** Hundreds of connections, kept open as long as the server allows. */
export const slowhttptestAttack: Attack = {
  name: 'slowhttptest',
  title: 'Connections kept open by slow headers, bodies and readers, while others are served',
  async run(instance, { quick }) {
    const findings = await trySite(instance.folder)
    const page = (await instance.visitor.ask('/', { headers: { accept: 'text/html' } })).body
    const seconds = quick ? 5 : 25
    let visits = 0
    let slowest = 0
    const all = quick ? attacks(page).slice(0, 1) : attacks(page)
    for (const attack of all) {
      const others = watchOthers(instance.visitor)
      const available = await attackSlowly(instance.folder, attack.url(instance), { ...attack, seconds })
      const seen = await others.stop()
      visits += seen.visits
      slowest = Math.max(slowest, seen.slowestMs)
      findings.push(...available.map((finding) => `${attack.title}: ${finding}`))
      findings.push(...seen.findings.map((finding) => `${attack.title}: ${finding}`))
    }
    return {
      findings,
      dismissed: [],
      tried: `${all.length} ways with up to 500 connections for ${seconds} s each; ${visits} visits by someone else at the same time, the slowest answered in ${slowest.toFixed(0)} ms`,
    }
  },
}

interface SlowOptions {
  readonly args: string
  readonly connections: number
  readonly seconds: number
}

/** Runs the tool, whose own check of the server is one of two. */
async function attackSlowly(folder: string, url: string, { args, connections, seconds }: SlowOptions) {
  const statistics = join(folder, 'slowhttptest')
  const flags = `${args} -c ${connections} -r 200 -l ${seconds} -p ${patienceMs / 1000} -g`.split(' ')
  const run = await runTool('slowhttptest', [...flags, '-o', statistics, '-u', url], {
    seconds: seconds + 60,
  })
  if (run.status === undefined) return ['it did not end']
  return judgeSlowhttptest(readFileSync(`${statistics}.csv`, 'utf8'))
}

/** Its statistics: `Seconds,Closed,Pending,Connected,Service Available`, the last one 0 if the server did not respond. */
export function judgeSlowhttptest(csv: string): string[] {
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  if (rows.length === 0) return ['it did nothing']
  if (rows.every(([, closed = 0, , connected = 0]) => closed + connected === 0))
    return ['it never got a connection']
  const away = rows.filter(([, , , , available]) => available === 0)
  return away.length > 0
    ? [`the service was unavailable in second ${away.map(([second]) => second).join(', ')}`]
    : []
}

/** Visits from another address of this machine, ten each second. */
function watchOthers(visitor: Visitor) {
  const findings: string[] = []
  let visits = 0
  let slowestMs = 0
  let going = true
  const watching = (async () => {
    while (going) {
      const visit = { from: '127.0.0.9', timeoutMs: patienceMs }
      try {
        const { status, ms } = await visitor.ask('/api/v1/about', visit)
        slowestMs = Math.max(slowestMs, ms)
        if (status !== 200) findings.push(`someone else got a ${status}`)
      } catch (error) {
        findings.push(`someone else got no reply: ${error instanceof Error ? error.message : error}`)
      }
      visits++
      await sleep(100)
    }
  })()
  return {
    async stop() {
      going = false
      await watching
      return { findings: [...new Set(findings)], visits, slowestMs }
    },
  }
}

/** Whether the tool notices that a server has stopped responding. */
async function trySite(folder: string): Promise<string[]> {
  const options = { args: '-H -i 3', connections: 60, seconds: 5 }
  const away = await withVulnerableSite((url) => attackSlowly(folder, `${url}/`, options))
  return away.length > 0 ? [] : ['slowhttptest did not notice that a server serves nobody else']
}
