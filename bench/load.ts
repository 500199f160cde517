import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { Measurement } from './measure.ts'

export interface Load {
  /** Replies per second, on average. */
  readonly perSecond: number
  /** 99% of the requests took at most this many milliseconds. */
  readonly p99: number
  /** Requests that did not succeed, or got no reply in time. */
  readonly failed: number
}

const connections = 40
const seconds = 8

/** Sends requests to an address from a separate process, one at a time per connection. */
export async function load(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Load> {
  const given = Object.entries(headers).flatMap(([name, value]) => ['--headers', `${name}=${value}`])
  const flags = ['--json', '--connections', String(connections), ...given]
  // The first moments do not count, because the runtime is still compiling.
  await promisify(execFile)('autocannon', [...flags, '--duration', '2', url])
  const { stdout } = await promisify(execFile)('autocannon', [...flags, '--duration', String(seconds), url])
  const report = JSON.parse(stdout)
  return {
    perSecond: report.requests.average,
    p99: report.latency.p99,
    failed: report.non2xx + report.errors + report.timeouts,
  }
}

/** As the benchmark shows it, with targets if there are any. */
export function loadMeasurements(
  what: string,
  { perSecond, p99, failed }: Load,
  target?: { readonly perSecond: number; readonly p99: number },
): Measurement[] {
  return [
    { what, values: [perSecond], unit: 'requests/s', ...(target && { atLeast: target.perSecond }) },
    { what: `${what}: p99`, values: [p99], unit: 'ms', ...(target && { below: target.p99 }) },
    { what: `${what}: failed`, values: [failed], unit: '', below: 1 },
  ]
}

/** Starts a server that prints `is running at URL`, by default in the root of the checkout. */
export async function startProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = '.',
): Promise<{ url: string; ended: Promise<unknown>; stop(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const url = /is running at (http:\S+)/.exec(line)?.[1]
    if (url === undefined) continue
    return {
      url,
      ended: exited,
      async stop() {
        child.kill()
        await exited
      },
    }
  }
  throw new Error(`${args.join(' ')} ended before it was running`)
}
