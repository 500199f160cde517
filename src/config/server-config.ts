import { join } from 'node:path'
import { gatherSources, readConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import { keepDevelopmentSecrets } from './development-secrets.ts'
import { requiredSecrets } from './fresh-secrets.ts'
import type { Config } from './options.ts'
import { productionProblems } from './production.ts'
import { type ConfigSources, processSources } from './sources.ts'

/** The configuration of a server, whose secrets are there. */
export type ServerConfig = Config & {
  readonly [Key in 'secretKey' | 'jwtSecretKey' | 'tokenEncryptionKeys']-?: NonNullable<Config[Key]>
}

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
  if (first.config.appEnv === 'production' || hasSecrets(first.config)) return first.config as ServerConfig
  return readConfig(withDevelopmentSecrets(gathered)).config as ServerConfig
}

function hasSecrets({ secretKey, jwtSecretKey, tokenEncryptionKeys }: Config): boolean {
  return [secretKey, jwtSecretKey, tokenEncryptionKeys].every(
    (secret) => secret !== undefined && secret.length > 0,
  )
}

/** What was made up stands behind everything that somebody has set. */
function withDevelopmentSecrets(sources: ConfigSources): ConfigSources {
  const made = keepDevelopmentSecrets(join(sources.folder, 'data/development-secrets.env'))
  const names = requiredSecrets
  return {
    ...sources,
    managed: {
      name: sources.managed?.name ?? 'data/development-secrets.env',
      variables: {
        ...Object.fromEntries(names.map((name) => [name, made[name]])),
        ...sources.managed?.variables,
      },
    },
  }
}
