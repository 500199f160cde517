import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inOrder, type Measurement } from './measure.ts'

export const name = 'scan-process'

const main = resolve(import.meta.dirname, '../src/cli/main.ts')
const runs = 15

/** The whole process of a warm `scan`, from start to end, with the sandbox as AniList in another process. */
export async function run(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const sandbox = spawn(process.execPath, [
    main,
    'sandbox',
    '--port',
    '0',
    '--limit',
    '100000',
    '--scale',
    '20000',
  ])
  try {
    const env = {
      ...process.env,
      NODE_COMPILE_CACHE: join(folder, 'compile'),
      DATABASE_URL: `sqlite:${folder}/bench.db`,
      ANILIST_API_URL: await addressOf(sandbox),
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
    sandbox.kill()
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

function addressOf(sandbox: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((done, fail) => {
    let text = ''
    sandbox.stdout?.on('data', (chunk) => {
      text += chunk
      const address = /http:\/\/\S+\/graphql/.exec(text)?.[0]
      if (address) done(address)
    })
    sandbox.once('exit', () => fail(new Error('The sandbox did not start')))
  })
}
