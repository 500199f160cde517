// Usage: node tools/security/fuzz-battery.ts [REQUESTS] [SEED]
//
// 100,000 requests, unless told, from the OpenAPI document against a server of its own, with the sandbox for AniList. Ends
// with 1 where a reply was not what it must be, and says which request it was; the same SEED sends the same requests.
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { loadServerConfig } from '../../src/config/config.ts'
import { freshSecrets } from '../../src/config/fresh-secrets.ts'
import { buildApp } from '../../src/http/app.ts'
import { createLogger } from '../../src/http/logger.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createServerServices } from '../../src/services.ts'
import { signIn } from '../../test/http/browser.ts'
import { createVirtualClock } from '../../test/support/virtual-clock.ts'
import { type FuzzReport, fuzz } from './fuzz.ts'

export async function fuzzBattery({
  requests,
  seed,
}: {
  requests: number
  seed: number
}): Promise<FuzzReport> {
  // AniList's allowance costs no time by this clock.
  const clock = createVirtualClock()
  const sandbox = await startSandbox({ now: clock.now, limit: 1_000_000_000, burst: 1_000_000_000 })
  const config = {
    ...(await loadServerConfig({ env: freshSecrets('k1'), folder: import.meta.dirname })),
    databaseUrl: 'sqlite::memory:',
    anilistApiUrl: sandbox.graphqlUrl,
    anilistAuthUrl: sandbox.authorizeUrl,
    anilistTokenUrl: sandbox.tokenUrl,
    anilistClientId: '1',
    anilistClientSecret: 'sandbox',
    rateLimitPerMinute: 1_000_000_000,
  }
  const services = await createServerServices(config, { clock, fetch: clock.holding(fetch) })
  const app = await buildApp(services, config, { logger: createLogger({ level: 'error' }), clock })
  try {
    await app.listen({ host: '127.0.0.1', port: 0 })
    return await fuzz({
      url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
      document: JSON.parse(readFileSync('docs/openapi.json', 'utf8')),
      requests,
      seed,
      // Where the machine is busy with other things as well, the service may say so.
      allowed: new Set(['overloaded']),
      signIn: async () => (await signIn({ app }, 'casual')).writeHeaders,
    })
  } finally {
    services.scanRuns.stop()
    app.server.closeAllConnections()
    await app.close()
    await services.close()
    await sandbox.close()
  }
}

/** As the security report shows it. */
export function formatFuzzReport({ requests, statuses, findings }: FuzzReport, seed: number): string {
  const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`)
  const lines = findings.map(
    ({ request, status, wrong }) => `- ${request.method} ${request.target} → ${status}: ${wrong.join('; ')}`,
  )
  return [
    `${requests} requests (seed ${seed}), ${findings.length} findings. ${counts.join(', ')}`,
    ...lines,
  ].join('\n')
}

if (import.meta.main) {
  const [requests = '100000', seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2)
  const report = await fuzzBattery({ requests: Number(requests), seed: Number(seed) })
  console.log(formatFuzzReport(report, Number(seed)))
  process.exitCode = report.findings.length > 0 ? 1 : 0
}
