import { RelationLoader } from '../src/anilist/relation-loader.ts'
import { createRelationRequests } from '../src/anilist/relation-requests.ts'
import { readUserList } from '../src/anilist/user-list.ts'
import { loadConfig } from '../src/config/config.ts'
import { Hints } from '../src/core/hints.ts'
import { defaultSearch } from '../src/core/search.ts'
import { sequelPairs } from '../src/core/sequel-pairs.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { runScan } from '../src/scan/run-scan.ts'
import { connectAniList } from '../src/services.ts'
import { createCatalogue } from '../src/store/catalogue.ts'
import { openStore } from '../src/store/store.ts'
import type { Measurement } from './measure.ts'

export const name = 'requests'

const users = ['casual', 'scale500', 'scale2000', 'scale2000-2']
const dayMs = 25 * 3_600_000

/** The hints that a scan may use. */
interface Sources {
  readonly nested: boolean
  readonly rows: boolean
  readonly pairs: boolean
}
const all: Sources = { nested: true, rows: true, pairs: true }

/** How many requests each source of hints saves, in a cold scan and in one with outdated rows. */
export async function run(): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const user of users) {
    const counted = async (what: string, sources: Sources) => {
      const [cold, stale] = await countRequests(user, sources)
      measurements.push({ what: `${user}, ${what}, cold`, values: [cold], unit: 'requests' })
      measurements.push({ what: `${user}, ${what}, outdated rows`, values: [stale], unit: 'requests' })
    }
    await counted('all hints', all)
    await counted('no nested lists', { ...all, nested: false })
    await counted('no outdated rows', { ...all, rows: false })
    await counted('no built-in pairs', { ...all, pairs: false })
    await counted('no hints', { nested: false, rows: false, pairs: false })
  }
  return measurements
}

async function countRequests(user: string, { nested, rows, pairs }: Sources): Promise<[number, number]> {
  let time = Date.UTC(2026, 10, 24)
  const sandbox = await startSandbox({ scale: 20_000, limit: 100_000, burst: 10_000, now: () => time })
  const store = await openStore({ databaseUrl: 'sqlite::memory:' })
  try {
    const config = {
      ...(await loadConfig({ env: {}, folder: import.meta.dirname })),
      anilistApiUrl: sandbox.graphqlUrl,
    }
    // This counts requests, so none of them waits.
    const permit = { release() {}, giveBack() {} }
    const waiting = { urgent: 0, interactive: 0, background: 0 }
    const idle = { limit: 0, used: 0, inFlight: 0, waiting, callers: 0, opensAt: 0 }
    const budget = { acquire: async () => permit, learn() {}, snapshot: () => idle }
    const transport = connectAniList(config, budget)
    const catalogue = createCatalogue({ store, now: () => time, ttlHours: 24 })
    const nothing = async () => ({ said: new Map(), fresh: new Set<number>() })
    const scan = async () => {
      const hints = new Hints({ recall: rows ? catalogue.recall : nothing, pairs: pairs ? sequelPairs : [] })
      const relations = new RelationLoader({
        ...{ ...createRelationRequests(transport, () => time), hints },
        async keep({ media, expansions, hints: said }) {
          if (nested) hints.learn(said, expansions.keys())
          await catalogue.save({ media, expansions })
        },
        sleep: () => new Promise(() => {}),
        holdMs: 0,
      })
      const readList = readUserList.bind(undefined, transport)
      const services = { relations, catalogue, readList, now: () => time }
      const { upstream } = await runScan(services, {
        list: user,
        search: defaultSearch,
        priority: 'interactive',
      })
      return upstream.requests
    }
    const cold = await scan()
    time += dayMs
    return [cold, await scan()]
  } finally {
    await store.close()
    await sandbox.close()
  }
}
