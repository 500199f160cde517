import { loadConfig } from '../../src/config/config.ts'
import { defaultSearch, type SearchOptions } from '../../src/core/search.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import type { Scan, ScanRequest } from '../../src/scan/run-scan.ts'
import { createServices, type Services } from '../../src/services.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

/** A sandbox, and an instance of this program that uses it as AniList, both on a virtual clock. */
export interface Instance {
  readonly sandbox: Sandbox
  readonly services: Services
  readonly clock: VirtualClock
  scan(list: ScanRequest['list'], request?: Partial<ScanRequest>): Promise<Scan>
  /** The same program restarted on the same database, if that is a file. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface InstanceOptions {
  readonly databaseUrl?: string
  readonly sandbox?: SandboxOptions
  /** Uses another instance's sandbox and clock. */
  readonly beside?: Pick<Instance, 'sandbox' | 'clock'>
}

export async function startInstance(options: InstanceOptions = {}): Promise<Instance> {
  const clock = options.beside?.clock ?? createVirtualClock()
  const sandbox = options.beside?.sandbox ?? (await startSandbox({ ...options.sandbox, now: clock.now }))
  const config = {
    ...(await loadConfig({ env: {}, folder: import.meta.dirname })),
    databaseUrl: options.databaseUrl ?? 'sqlite::memory:',
    anilistApiUrl: sandbox.graphqlUrl,
  }
  const start = () =>
    createServices(config, {
      clock,
      fetch: clock.holding(fetch),
      deadline: () => AbortSignal.timeout(20_000),
    })
  let services = await start()
  return {
    sandbox,
    clock,
    get services() {
      return services
    },
    scan: (list, request) =>
      services.scan({ list, search: defaultSearch, priority: 'interactive', ...request }),
    async restart() {
      await services.close()
      services = await start()
    },
    async close() {
      await services.close()
      if (!options.beside) await sandbox.close()
    },
  }
}

/** Lets a minute pass, so that AniList's rate limit is reset. */
export async function rest({ clock }: Pick<Instance, 'clock'>): Promise<void> {
  await clock.sleep(62_000)
}

export function searchWith(options: Partial<SearchOptions>): { search: SearchOptions } {
  return { search: { ...defaultSearch, ...options } }
}

/** The largest distance in an answer. */
export function reach(scan: Scan): number {
  return scan.answer.missing.reduce((most, { distance }) => Math.max(most, distance), 0)
}
