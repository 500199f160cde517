import { join } from 'node:path'
import { ConfigError } from './errors.ts'
import { keepDevelopmentSecrets, requiredSecrets } from './fresh-secrets.ts'
import { nodeProblems } from './node-settings.ts'
import { type Config, type Option, options } from './options.ts'
import { productionProblems } from './production.ts'
import { type ConfigSources, layersOf, processSources, readSetting, type Setting } from './sources.ts'

export type { Config } from './options.ts'

/**
 * Reads the configuration, once, at start. A secrets manager is asked where one is configured.
 *
 * @throws ConfigError naming every variable that is wrong
 * @throws SecretsError when the secrets manager does not give what it should
 * @example
 * const { catalogueTtlHours } = await loadConfig({ env: { CATALOGUE_TTL_HOURS: '48' }, folder: '.' }) // 48
 */
export async function loadConfig(sources: ConfigSources = processSources()): Promise<Config> {
  const { config, problems } = readConfig(await gatherSources(sources))
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

/**
 * The sources with what the configured secrets manager holds; as they are where none is configured.
 *
 * @throws SecretsError, or ConfigError where the manager itself is not configured as it should be
 */
export async function gatherSources(sources: ConfigSources = processSources()): Promise<ConfigSources> {
  const { config } = readConfig(sources)
  if (config.secretsManager === undefined || config.secretsManager === 'none') return sources
  // Before it is asked: whoever could take its place would get the token that opens it.
  const problems = config.appEnv === 'production' ? nodeProblems(sources) : []
  if (problems.length > 0) throw new ConfigError(problems)
  // Loaded only here: most instances have no manager, and should not start later for it.
  const { createSecretsManager } = await import('./secrets-manager.ts')
  const { name, loadSecrets } = createSecretsManager(config)
  return { ...sources, managed: { name, variables: await loadSecrets() } }
}

/** As {@link loadConfig}, for those who show the configuration even when it is wrong; `config` holds what was right. */
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
    // APP_ENV stands first in the table, so it is known when a default depends on it.
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

/** A setting's value as it may be shown to anyone. */
export function shownValue({ option, text }: Setting): string {
  if (text === undefined) return '(not set)'
  return option.conceal?.(text) ?? text
}

/** The configuration of a server, whose secrets are there. */
export type ServerConfig = Config & {
  readonly [Key in 'secretKey' | 'jwtSecretKey' | 'tokenEncryptionKeys']-?: NonNullable<Config[Key]>
}

const developmentSecrets = 'data/development-secrets.env'

/**
 * Reads the configuration for everything that signs people in or opens their tokens. In development it makes the secrets
 * that are missing and keeps them in `data/`; in production it refuses what is unsafe.
 *
 * @throws ConfigError naming every variable that is wrong, and never a value
 * @throws SecretsError when the secrets manager does not give what it should
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

/** What was made up stands behind everything that somebody has set. */
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
