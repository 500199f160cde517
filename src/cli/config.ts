import { Command } from 'commander'
import { ConfigError, readConfig, type Setting, shownValue } from '../config.ts'

/** `config`: every option, its value without what is secret in it, and the place that set it. */
export function configCommand(): Command {
  return new Command('config')
    .description(
      'Shows every option, its value and where it comes from. Secrets are not shown. ' +
        'The environment goes before .env; NAME_FILE names a file that holds the value of NAME.',
    )
    .action(() => {
      const { settings, problems } = readConfig()
      console.log(formatSettings(settings))
      if (problems.length > 0) throw new ConfigError(problems)
    })
}

/** One line for each setting, in three columns. */
export function formatSettings(settings: readonly Setting[]): string {
  const rows = settings.map((setting) => [setting.option.name, shownValue(setting), setting.source] as const)
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')
}
