import { load, loadMeasurements, startProcess } from './load.ts'
import type { Measurement } from './measure.ts'
import { startSite } from './site.ts'

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
  const [site, bare] = await Promise.all([startSite({}), startProcess(['bench/bare-fastify.ts'])])
  try {
    const measurements = loadMeasurements('a bare Fastify route', await load(bare.url))
    for (const [what, path, headers] of cases) {
      measurements.push(...loadMeasurements(what, await load(site.url + path, headers), target))
    }
    return measurements
  } finally {
    await Promise.all([site.stop(), bare.stop()])
  }
}
