import { createAwsSecretsManager } from './aws.ts'
import { ConfigError } from './errors.ts'
import { isPrivateOnTheWay } from './networks.ts'
import { type Config, options } from './options.ts'
import { createVault } from './vault.ts'

/** A place that keeps secrets for us. */
export interface SecretsManager {
  /** As `config` names the source of a setting. */
  readonly name: string
  /**
   * All texts of the configured secret, by the names of our options.
   *
   * @throws SecretsError when the manager cannot be reached, refuses, redirects, or does not have it
   */
  loadSecrets(): Promise<Record<string, string>>
}

/** How the managers reach the network, and how long they wait; tests replace it. */
export interface SecretsManagerParts {
  readonly fetch?: typeof fetch
  readonly timeoutMs?: number
}

/**
 * The manager that SECRETS_MANAGER names. It is asked nothing yet.
 *
 * @throws ConfigError naming the variables that it lacks
 */
export function createSecretsManager(config: Config, parts: SecretsManagerParts = {}): SecretsManager {
  if (config.secretsManager === 'vault') {
    return createVault({
      ...parts,
      address: privateAddress(config, 'vaultAddr') ?? required(config, 'vaultAddr'),
      token: required(config, 'vaultToken'),
      namespace: config.vaultNamespace,
      mount: config.vaultMount,
      path: config.vaultPath,
    })
  }
  const region = required(config, 'awsRegion')
  return createAwsSecretsManager({
    ...parts,
    endpoint: privateAddress(config, 'awsEndpointUrl') ?? `https://secretsmanager.${region}.amazonaws.com`,
    region,
    secretId: config.awsSecretId,
    accessKeyId: required(config, 'awsAccessKeyId'),
    secretAccessKey: required(config, 'awsSecretAccessKey'),
    sessionToken: config.awsSessionToken,
  })
}

type TextOption = 'vaultAddr' | 'vaultToken' | 'awsRegion' | 'awsAccessKeyId' | 'awsSecretAccessKey'

function required(config: Config, key: TextOption): string {
  const value = config[key]
  if (value !== undefined) return value
  throw new ConfigError([
    `${options[key].name} must be set when SECRETS_MANAGER is ${config.secretsManager}.`,
  ])
}

/** Secrets in clear text on a network are none; a Vault for trying things out is another matter. */
function privateAddress(config: Config, key: 'vaultAddr' | 'awsEndpointUrl'): string | undefined {
  const address = config[key]
  if (address === undefined || config.appEnv !== 'production' || isPrivateOnTheWay(address)) return address
  throw new ConfigError([
    `${options[key].name} must start with https:// in production, unless it is on this machine.`,
  ])
}
