import { Command, Option } from 'commander'
import { gatherSources, readConfig } from '../config/config.ts'
import type { Config } from '../config/options.ts'
import { checkAniList, checkConfig, checkDatabase, checkPermissions, checkRuntime } from './doctor-checks.ts'
import { oneLine } from './failure.ts'

/** What one check found. `detail` says what to do unless all is well. */
export interface Finding {
  /** Of the checklist for production. */
  readonly point?: string
  readonly verdict: 'ok' | 'warn' | 'fail'
  readonly detail: string
}

/** `doctor`: looks at everything that a scan needs, goes on after what fails, and ends with 1 where anything did. */
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

/** The configuration first: where that is wrong the checklist has nothing to go by. */
async function* examineForProduction(): AsyncGenerator<Finding> {
  const { config, settings, problems } = readConfig(await gatherSources())
  yield* checkConfig(problems)
  if (problems.length > 0) return
  // Loaded only here: the usual checks need no Redis.
  const { examineProduction } = await import('./production-checklist.ts')
  yield* examineProduction({ config, settings, folder: process.cwd(), fetch })
}

/** @param file where to keep what was asked and answered */
async function* examineAniList(file: string | undefined): AsyncGenerator<Finding> {
  const { config, problems } = readConfig(await gatherSources())
  yield* checkConfig(problems)
  if (problems.length > 0) return
  const { saveAs, takeSurvey } = await import('./anilist-recording.ts')
  const take = () => takeSurvey(config)
  const { findings } = await (file === undefined ? take() : saveAs(file, take))
  yield* findings
}

/** Makes every check in turn, so that each shows as soon as it is known. */
async function* examine(): AsyncGenerator<Finding> {
  yield checkRuntime(process.versions.node)
  const { config, problems } = readConfig(await gatherSources())
  yield* checkConfig(problems)
  // The other checks need all of it: with a part missing they would look at the wrong place.
  if (problems.length > 0) return
  yield* checkAll(config)
}

async function* checkAll(config: Config): AsyncGenerator<Finding> {
  // Before the database is opened, which mends the modes of its files.
  yield* checkPermissions(config.databaseUrl)
  yield* await checkDatabase(config)
  yield* await checkAniList(config)
}

function formatFinding({ point, verdict, detail }: Finding): string {
  return `${verdict.padEnd(4)}  ${point === undefined ? '' : `${point}: `}${oneLine(detail)}`
}
