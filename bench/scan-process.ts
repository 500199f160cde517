import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startProcess } from './load.ts'
import { inOrder, type Measurement } from './measure.ts'

export const name = 'scan-process'

const main = resolve(import.meta.dirname, '../src/cli/main.ts')
const runs = 15

/** The whole process of a warm `scan`, from start to end, with the sandbox as AniList in another process. */
export async function run(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const flags = ['--port', '0', '--limit', '100000', '--scale', '20000']
  const sandbox = await startProcess([main, 'sandbox', ...flags])
  try {
    const env = {
      ...process.env,
      NODE_COMPILE_CACHE: join(folder, 'compile'),
      DATABASE_URL: `sqlite:${folder}/bench.db`,
      ANILIST_API_URL: sandbox.url,
    }
    const measurements: Measurement[] = []
    for (const user of ['casual', 'scale500', 'scale2000']) {
      await timeScan(user, env)
      await timeScan(user, env)
      const times: number[] = []
      for (let n = 0; n < runs; n++) times.push(await timeScan(user, env))
      measurements.push({
        what: `scan ${user}, warm`,
        values: inOrder(times),
        unit: 'ms',
        ...(user === 'casual' && { below: 600 }),
      })
    }
    return measurements
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timeScan(user: string, env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, [main, 'scan', user, '--json'], {
    env,
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const exit = await new Promise((done) => child.once('close', done))
  if (exit !== 0) throw new Error(`scan ${user} ended with ${exit}`)
  return performance.now() - start
}
