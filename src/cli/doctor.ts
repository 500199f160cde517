import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { z } from 'zod'
import { createRateBudget } from '../anilist/budget/rate-budget.ts'
import { systemClock } from '../anilist/clock.ts'
import { gatherSources, readConfig } from '../config/config.ts'
import type { Config } from '../config/options.ts'
import { connectAniList } from '../services.ts'
import { createCatalogue } from '../store/catalogue.ts'
import { openStore, parseDatabaseUrl } from '../store/store.ts'
import { describeFailure, oneLine } from './failure.ts'

/** The result of one check. Unless all is well, `detail` says what to do. */
export interface Finding {
  /** The point of the production checklist. */
  readonly point?: string
  readonly verdict: 'ok' | 'warn' | 'fail'
  readonly detail: string
}

/** `doctor`: checks everything that a scan needs, continuing after failures, and exits with 1 if there were any. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Checks the runtime, the configuration, the database, AniList and the clock, and says how to fix what is wrong. ' +
        'Exits with 1 if a check fails; warnings are not failures. Sends one request to AniList.',
    )
    .addOption(
      new Option(
        '--production',
        'go through the production checklist of the security policy instead',
      ).conflicts(['anilist', 'save']),
    )
    .option('--anilist', 'check instead, in at most 8 requests, that AniList behaves as scans expect')
    .addOption(
      new Option('--save <file>', 'with --anilist: save the requests and replies, for a bug report').implies({
        anilist: true,
      }),
    )
    .option('--json', 'print one JSON object: whether all checks passed, and the findings')
    .action(async ({ production = false, anilist = false, save, json = false }: DoctorFlags) => {
      const findings: Finding[] = []
      const examination = production ? examineForProduction() : anilist ? examineAniList(save) : examine()
      for await (const finding of examination) {
        findings.push(finding)
        if (!json) console.log(formatFinding(finding))
      }
      const isWell = findings.every(({ verdict }) => verdict !== 'fail')
      if (json) console.log(JSON.stringify({ ok: isWell, findings }, null, 2))
      if (!isWell) process.exitCode = 1
    })
}

interface DoctorFlags {
  readonly production?: boolean
  readonly anilist?: boolean
  readonly save?: string
  readonly json?: boolean
}

/** The configuration comes first, as the checklist depends on it. */
async function* examineForProduction(): AsyncGenerator<Finding> {
  const { config, settings, problems } = readConfig(await gatherSources())
  yield* checkConfig(problems)
  if (problems.length > 0) return
  // Loaded lazily, as the usual checks do not need Redis.
  const { examineProduction } = await import('./production-checklist.ts')
  yield* examineProduction({ config, settings, folder: process.cwd(), fetch })
}

/** @param file where to save the requests and replies */
async function* examineAniList(file: string | undefined): AsyncGenerator<Finding> {
  const { config, problems } = readConfig(await gatherSources())
  yield* checkConfig(problems)
  if (problems.length > 0) return
  const { saveAs, takeSurvey } = await import('./anilist-recording.ts')
  const take = () => takeSurvey(config)
  const { findings } = await (file === undefined ? take() : saveAs(file, take))
  yield* findings
}

/** Yields each finding as soon as it is known. */
async function* examine(): AsyncGenerator<Finding> {
  yield checkRuntime(process.versions.node)
  const { config, problems } = readConfig(await gatherSources())
  yield* checkConfig(problems)
  // The other checks depend on the configuration.
  if (problems.length > 0) return
  // Before opening the database, which corrects the modes of its files.
  yield* checkPermissions(config.databaseUrl)
  yield* await checkDatabase(config)
  yield* await checkAniList(config)
}

function formatFinding({ point, verdict, detail }: Finding): string {
  return `${verdict.padEnd(4)}  ${point === undefined ? '' : `${point}: `}${oneLine(detail)}`
}

/** The oldest Node that strips types and has all features we use. */
const oldestNode = 24

export function checkRuntime(version: string): Finding {
  if (Number.parseInt(version, 10) >= oldestNode) return ok(`Node ${version}`)
  return fail(`Node ${version} is too old. Install Node ${oldestNode} or later from https://nodejs.org.`)
}

export function checkConfig(problems: readonly string[]): readonly Finding[] {
  if (problems.length > 0) return problems.map(fail)
  return [ok('The configuration is valid.')]
}

/** Whether other users of the machine could read the database. Nothing to check without a SQLite file. */
export function checkPermissions(databaseUrl: string): readonly Finding[] {
  const address = parseDatabaseUrl(databaseUrl)
  if (address.engine !== 'sqlite') return []
  if (!existsSync(address.path)) return []
  const { mode } = statSync(address.path)
  const folder = dirname(resolve(address.path))
  return [
    isOpenToOthers(mode)
      ? warn(
          `Other users could read ${address.path} (mode ${octal(mode)}). This run sets it to 600; check whether anyone did.`,
        )
      : ok(`Other users can't read ${address.path}.`),
    // Not a failure: the files themselves are protected, and the folder may be shared on purpose.
    isOpenToOthers(statSync(folder).mode)
      ? warn(`Other users can list the database folder. To prevent it: chmod 700 ${folder}`)
      : ok("Other users can't list the database folder."),
  ]
}

/** Opens and migrates the database, and tests writing by pruning, which is due anyway. */
export async function checkDatabase(config: Config): Promise<readonly Finding[]> {
  try {
    const store = await openStore(config)
    try {
      await createCatalogue({ store, now: systemClock.now, ttlHours: config.catalogueTtlHours }).prune()
    } finally {
      await store.close()
    }
    return [ok(`The database ${store.place} is up to date and writable.`)]
  } catch (error) {
    return describeFailure(error).messages.map(fail)
  }
}

/** Sends one minimal request to AniList and compares the clocks; even a refusal has a date. */
export async function checkAniList(config: Config): Promise<readonly Finding[]> {
  const dates: (string | null)[] = []
  const fetchAndNoteDate: typeof fetch = async (...request) => {
    const response = await fetch(...request)
    dates.push(response.headers.get('date'))
    return response
  }
  const budget = createRateBudget({ ...systemClock, perMinute: config.anilistRequestsPerMinute })
  const aniList = connectAniList(config, budget, { fetch: fetchAndNoteDate })
  const findings: Finding[] = []
  try {
    await aniList.request({
      query: '{ Page(perPage: 1) { media(id_in: [1]) { id } } }',
      schema: z.object({ Page: z.object({ media: z.array(z.unknown()) }) }),
      attempts: 1,
      signal: AbortSignal.timeout(patienceMs),
    })
    findings.push(ok(`AniList responds at ${config.anilistApiUrl}.`))
  } catch (error) {
    findings.push(...describeUnanswered(error))
  }
  return [...findings, ...dates.map((date) => checkClock(date, systemClock.now()))]
}

function describeUnanswered(error: unknown): readonly Finding[] {
  const late = error instanceof DOMException && error.name === 'TimeoutError'
  if (!late) return describeFailure(error).messages.map(fail)
  return [
    fail(`AniList didn't respond within ${patienceMs / 1000} s. Check the network and ANILIST_API_URL.`),
  ]
}

const patienceMs = 15_000

/**
 * @param date the `Date` header of a reply that has just arrived, in whole seconds
 * @param now epoch milliseconds
 */
export function checkClock(date: string | null, now: number): Finding {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return warn("AniList's reply had no date, so the clock couldn't be checked.")
  const seconds = Math.round((now - theirs) / 1000)
  if (Math.abs(seconds) <= 60) return ok("The clock matches AniList's.")
  const off = `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'}`
  return warn(`The clock is ${off} AniList's. Set it, for example with: timedatectl set-ntp true`)
}

function isOpenToOthers(mode: number): boolean {
  return (mode & 0o077) !== 0
}

function octal(mode: number): string {
  return (mode & 0o777).toString(8)
}

const ok = (detail: string): Finding => ({ verdict: 'ok', detail })
const warn = (detail: string): Finding => ({ verdict: 'warn', detail })
const fail = (detail: string): Finding => ({ verdict: 'fail', detail })
