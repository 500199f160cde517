import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as http from './http.ts'
import * as lighthouse from './lighthouse.ts'
import { formatMeasurement, type Measurement, reachesTarget } from './measure.ts'
import * as page from './page.ts'
import * as requests from './requests.ts'
import * as scanProcess from './scan-process.ts'
import * as search from './search.ts'

interface Bench {
  readonly name: string
  run(): Promise<Measurement[]>
}

const benches: readonly Bench[] = [search, requests, scanProcess, http, page, lighthouse]

/**
 * `node --expose-gc bench/main.ts [name]`: runs one benchmark, or all of them, each in its own process so that none measures
 * the memory of another. Exits with 1 if a target is missed, with 2 for an unknown name.
 */
const [name] = process.argv.slice(2)
const chosen = benches.find((bench) => bench.name === name)
if (chosen) process.exitCode = await runHere(chosen)
else if (name === undefined) process.exitCode = Math.max(...benches.map(runApart))
else {
  process.stderr.write(
    `There is no benchmark ${name}. Choose from: ${benches.map((bench) => bench.name).join(', ')}.\n`,
  )
  process.exitCode = 2
}

async function runHere(bench: Bench): Promise<number> {
  process.stdout.write(`${bench.name}\n`)
  const measurements = await bench.run()
  for (const measurement of measurements) process.stdout.write(`  ${formatMeasurement(measurement)}\n`)
  return measurements.every(reachesTarget) ? 0 : 1
}

function runApart(bench: Bench): number {
  const script = fileURLToPath(import.meta.url)
  const { status } = spawnSync(process.execPath, ['--expose-gc', script, bench.name], { stdio: 'inherit' })
  return status ?? 1
}
