import { Command } from 'commander'
import { gatherSources, readConfig } from '../config.ts'
import type { Config } from '../options.ts'
import { checkAniList, checkConfig, checkDatabase, checkPermissions, checkRuntime } from './doctor-checks.ts'

/** What one check found. `detail` says what to do unless all is well. */
export interface Finding {
  readonly verdict: 'ok' | 'warn' | 'fail'
  readonly detail: string
}

/** `doctor`: looks at everything that a scan needs, goes on after what fails, and ends with 1 where anything did. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Checks the runtime, the configuration, the database, AniList and the clock, and says what to do where ' +
        'something is wrong. Ends with 1 if anything fails; a warning alone is no failure. Asks AniList once.',
    )
    .action(async () => {
      for await (const finding of examine()) {
        console.log(formatFinding(finding))
        if (finding.verdict === 'fail') process.exitCode = 1
      }
    })
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

function formatFinding({ verdict, detail }: Finding): string {
  return `${verdict.padEnd(4)}  ${detail}`
}
