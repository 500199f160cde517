import { Command } from 'commander'
import { gatherSources, readConfig, shownValue } from '../config/config.ts'
import { ConfigError } from '../config/errors.ts'
import type { Setting } from '../config/sources.ts'

/** `config`: shows every option, its value except secrets, and its source. */
export function configCommand(): Command {
  return new Command('config')
    .description(
      'Shows every option, its value and where it comes from. Secrets are not shown. ' +
        'The environment takes precedence over .env, and .env over a secrets manager; NAME_FILE names a file that contains the value of NAME.',
    )
    .action(async () => {
      const { settings, problems } = readConfig(await gatherSources())
      console.log(formatSettings(settings))
      if (problems.length > 0) throw new ConfigError(problems)
    })
}

/** One line per setting, in three columns. */
function formatSettings(settings: readonly Setting[]): string {
  const rows = settings.map((setting) => [setting.option.name, shownValue(setting), setting.source] as const)
  const nameWidth = Math.max(...rows.map(([name]) => name.length))
  const valueWidth = Math.max(...rows.map(([, value]) => value.length))
  return rows
    .map(([name, value, source]) =>
      `${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${source}`.trimEnd(),
    )
    .join('\n')
}
