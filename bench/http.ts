import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshSecrets } from '../src/config/fresh-secrets.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { load, loadMeasurements, startProcess } from './load.ts'
import type { Measurement } from './measure.ts'

export const name = 'http'

const target = { perSecond: 1_500, p99: 100 }

/** Frequent requests to the server: its own probe, scans whose answer is ready, and reads from the catalogue. */
const cases: readonly (readonly [what: string, path: string, headers?: Readonly<Record<string, string>>])[] =
  [
    ['/livez, through every plugin', '/livez'],
    ['a warm scan, 18 kB', '/api/v1/scans/casual'],
    ['a warm scan, compressed', '/api/v1/scans/casual', { 'accept-encoding': 'br' }],
    [
      'a warm scan with franchises, compressed',
      '/api/v1/scans/casual?include=franchises',
      { 'accept-encoding': 'br' },
    ],
    ['a title from the catalogue', '/api/v1/media/104578'],
  ]

/**
 * The real server in its own process, compared with a bare Fastify route in the same run. The load generator is a third
 * process.
 */
export async function run(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const sandbox = await startSandbox()
  const bare = await startProcess(['bench/bare-fastify.ts'])
  const server = await startProcess(['src/cli/main.ts', 'serve'], {
    ...freshSecrets('k1'),
    PORT: '0',
    DATABASE_URL: `sqlite:${join(folder, 'bench.db')}`,
    ANILIST_API_URL: sandbox.graphqlUrl,
    RATE_LIMIT_PER_MINUTE: '10000000',
  })
  try {
    const measurements = loadMeasurements('a bare Fastify route', await load(bare.url))
    for (const [what, path, headers] of cases) {
      measurements.push(...loadMeasurements(what, await load(server.url + path, headers), target))
    }
    return measurements
  } finally {
    await Promise.all([server.stop(), bare.stop(), sandbox.close()])
    rmSync(folder, { recursive: true })
  }
}
