import { join } from 'node:path'
import { ConfigError } from './errors.ts'
import { keepDevelopmentSecrets, requiredSecrets } from './fresh-secrets.ts'
import { nodeProblems } from './node-settings.ts'
import { type Config, type Option, options } from './options.ts'
import { productionProblems } from './production.ts'
import { type ConfigSources, layersOf, processSources, readSetting, type Setting } from './sources.ts'

export type { Config } from './options.ts'

/**
 * Reads the configuration, including the secrets manager if there is one. Called once, at startup.
 *
 * @throws ConfigError naming every invalid variable
 * @throws SecretsError if the secrets manager fails
 * @example
 * const { catalogueTtlHours } = await loadConfig({ env: { CATALOGUE_TTL_HOURS: '48' }, folder: '.' }) // 48
 */
export async function loadConfig(sources: ConfigSources = processSources()): Promise<Config> {
  const { config, problems } = readConfig(await gatherSources(sources))
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

/**
 * Adds the secrets of the configured secrets manager to the sources, if there is one.
 *
 * @throws SecretsError, or ConfigError if the manager is not configured correctly
 */
export async function gatherSources(sources: ConfigSources = processSources()): Promise<ConfigSources> {
  const { config } = readConfig(sources)
  if (config.secretsManager === undefined || config.secretsManager === 'none') return sources
  // Checked first, as an impostor of the manager would get its token.
  const problems = config.appEnv === 'production' ? nodeProblems(sources) : []
  if (problems.length > 0) throw new ConfigError(problems)
  // Loaded lazily, as most instances have no manager.
  const { createSecretsManager } = await import('./secrets-manager.ts')
  const { name, loadSecrets } = createSecretsManager(config)
  return { ...sources, managed: { name, variables: await loadSecrets() } }
}

/** Like {@link loadConfig}, but also returns an invalid configuration; `config` then contains the valid options. */
export function readConfig(sources: ConfigSources): {
  config: Config
  settings: readonly Setting[]
  problems: readonly string[]
} {
  const problems: string[] = []
  const settings: Setting[] = []
  const values: Record<string, unknown> = {}
  const layers = layersOf(sources, problems)
  for (const [key, option] of Object.entries<Option<unknown>>(options)) {
    // APP_ENV is the first option, so it is known before any default depends on it.
    const preset =
      values.appEnv === 'production' ? (option.defaultInProduction ?? option.default) : option.default
    const setting = readSetting(option, layers, { folder: sources.folder, preset }, problems)
    settings.push(setting)
    if (setting.text === undefined) continue
    const checked = option.check(setting.text)
    if ('value' in checked) values[key] = checked.value
    else problems.push(`${option.name} ${checked.problem}`)
  }
  return { config: values as Config, settings, problems }
}

/** A setting's value without secrets. */
export function shownValue({ option, text }: Setting): string {
  if (text === undefined) return '(not set)'
  return option.conceal?.(text) ?? text
}

/** A server's configuration, with its required secrets. */
export type ServerConfig = Config & {
  readonly [Key in 'secretKey' | 'jwtSecretKey' | 'tokenEncryptionKeys']-?: NonNullable<Config[Key]>
}

const developmentSecrets = 'data/development-secrets.env'

/**
 * Reads the configuration of commands that handle accounts or their tokens. In development it generates missing
 * secrets and keeps them in `data/`; in production it refuses unsafe settings.
 *
 * @throws ConfigError naming every invalid variable, but never a value
 * @throws SecretsError if the secrets manager fails
 */
export async function loadServerConfig(sources: ConfigSources = processSources()): Promise<ServerConfig> {
  const gathered = await gatherSources(sources)
  const first = readConfig(gathered)
  if (first.problems.length > 0) throw new ConfigError(first.problems)
  const problems = first.config.appEnv === 'production' ? productionProblems(first.config, sources) : []
  if (problems.length > 0) throw new ConfigError(problems)
  if (hasSecrets(first.config)) return first.config
  const { config } = readConfig(withDevelopmentSecrets(gathered))
  if (hasSecrets(config)) return config
  throw new ConfigError([`${developmentSecrets} is damaged. Delete it to have new secrets made.`])
}

function hasSecrets(config: Config): config is ServerConfig {
  const { secretKey, jwtSecretKey, tokenEncryptionKeys } = config
  return [secretKey, jwtSecretKey, tokenEncryptionKeys].every(
    (secret) => secret !== undefined && secret.length > 0,
  )
}

/** Generated secrets have the lowest precedence. */
function withDevelopmentSecrets(sources: ConfigSources): ConfigSources {
  const made = keepDevelopmentSecrets(join(sources.folder, developmentSecrets))
  const names = requiredSecrets
  return {
    ...sources,
    managed: {
      name: sources.managed?.name ?? developmentSecrets,
      variables: {
        ...Object.fromEntries(names.map((name) => [name, made[name]])),
        ...sources.managed?.variables,
      },
    },
  }
}
