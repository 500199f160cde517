import { AwsV4Signer } from 'aws4fetch'
import { readBody } from '../bounded-body.ts'
import { ConfigError, SecretsError, type SecretsErrorCode } from './errors.ts'
import { isPrivateOnTheWay } from './networks.ts'
import { type Config, options } from './options.ts'

export interface SecretsManager {
  /** Shown by `config` as the source of a setting. */
  readonly name: string
  /**
   * Loads all values of the configured secret, by option name.
   *
   * @throws SecretsError if the manager is unreachable, refuses, redirects, or does not have the secret
   */
  loadSecrets(): Promise<Record<string, string>>
}

/**
 * Creates the manager that SECRETS_MANAGER names, without connecting.
 *
 * @param parts.timeoutMs long enough for a manager that is just waking up, short enough for a person watching the
 * start
 * @throws ConfigError naming missing variables
 */
export function createSecretsManager(config: Config, { timeoutMs = 5_000 } = {}): SecretsManager {
  return config.secretsManager === 'vault' ? createVault(config, timeoutMs) : createAws(config, timeoutMs)
}

/** HashiCorp Vault's KV engine, version 2; see "KV secrets engine (API), Read secret version" in its documentation. */
function createVault(config: Config, timeoutMs: number): SecretsManager {
  const { vaultNamespace: namespace, vaultMount: mount, vaultPath: path } = config
  const address = privateAddress(config, 'vaultAddr') ?? required(config, 'vaultAddr')
  const token = required(config, 'vaultToken')
  const place = `the secret ${mount}/${path} in Vault`
  const url = `${address}/v1/${encodePath(mount)}/data/${encodePath(path)}`
  // Vault's protection against forged requests, which some instances require.
  const headers: Record<string, string> = { 'x-vault-token': token, 'x-vault-request': 'true' }
  if (namespace !== undefined) headers['x-vault-namespace'] = namespace

  async function loadSecrets(): Promise<Record<string, string>> {
    const { status, body } = await exchange(url, { headers }, place, timeoutMs)
    const why = `HTTP ${status}`
    if (status === 400 || status === 401 || status === 403)
      throw new SecretsError('secrets-refused', place, why)
    if (status === 404) throw new SecretsError('secrets-not-found', place, why)
    // A sealed or standby Vault responds with 503 or 429.
    if (status !== 200) throw new SecretsError('secrets-unreachable', place, why)
    return readSecretTexts((body as { data?: { data?: unknown } } | undefined)?.data?.data, place)
  }

  return { name: 'Vault', loadSecrets }
}

function encodePath(path: string): string {
  return path.split('/').filter(Boolean).map(encodeURIComponent).join('/')
}

/**
 * AWS Secrets Manager: one `GetSecretValue`, whose `SecretString` is a JSON object. Implemented without the SDK, which
 * is larger than the rest of this program; only the signature (version 4) is from a library.
 */
function createAws(config: Config, timeoutMs: number): SecretsManager {
  const { awsSecretId: secretId, awsSessionToken: sessionToken } = config
  const region = required(config, 'awsRegion')
  const endpoint =
    privateAddress(config, 'awsEndpointUrl') ?? `https://secretsmanager.${region}.amazonaws.com`
  const accessKeyId = required(config, 'awsAccessKeyId')
  const secretAccessKey = required(config, 'awsSecretAccessKey')
  const url = `${endpoint}/`
  const place = `the secret ${secretId} in AWS Secrets Manager`

  async function loadSecrets(): Promise<Record<string, string>> {
    const { method, headers, body } = await new AwsV4Signer({
      ...{ url, region, service: 'secretsmanager', accessKeyId, secretAccessKey, allHeaders: true },
      ...(sessionToken !== undefined && { sessionToken }),
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'secretsmanager.GetSecretValue',
      },
      body: JSON.stringify({ SecretId: secretId }),
    }).sign()
    const reply = await exchange(url, { method, headers, body: body ?? null }, place, timeoutMs)
    if (reply.status !== 200) throw refusal(reply.status, reply.body, place)
    return readSecretTexts(secretString(reply.body), place)
  }

  return { name: 'AWS Secrets Manager', loadSecrets }
}

function refusal(status: number, body: unknown, place: string): SecretsError {
  // Either `Name` or `com.amazonaws.secretsmanager#Name`.
  const type = /\w+$/.exec(String((body as { __type?: unknown } | undefined)?.__type ?? ''))?.[0]
  return new SecretsError(codeOf(status, type), place, type ?? `HTTP ${status}`)
}

function codeOf(status: number, type: string | undefined): SecretsErrorCode {
  if (type === 'ResourceNotFoundException') return 'secrets-not-found'
  return status < 500 && type !== 'ThrottlingException' ? 'secrets-refused' : 'secrets-unreachable'
}

function secretString(body: unknown): unknown {
  try {
    return JSON.parse((body as { SecretString: string }).SecretString)
  } catch {
    // The parser's message would quote the secret.
    return undefined
  }
}

type TextOption = 'vaultAddr' | 'vaultToken' | 'awsRegion' | 'awsAccessKeyId' | 'awsSecretAccessKey'

function required(config: Config, key: TextOption): string {
  const value = config[key]
  if (value !== undefined) return value
  throw new ConfigError([
    `${options[key].name} must be set when SECRETS_MANAGER is ${config.secretsManager}.`,
  ])
}

/** Prevents sending secrets unencrypted, except to a development Vault. */
function privateAddress(config: Config, key: 'vaultAddr' | 'awsEndpointUrl'): string | undefined {
  const address = config[key]
  if (address === undefined || config.appEnv !== 'production' || isPrivateOnTheWay(address)) return address
  throw new ConfigError([
    `${options[key].name} must start with https:// in production, unless it is on this machine.`,
  ])
}

/** Far more than both managers allow for one secret. */
const maxReplyBytes = 2 ** 20

interface ExchangeReply {
  readonly status: number
  /** The body as JSON; undefined if it is not JSON, as from a proxy. */
  readonly body: unknown
}

/**
 * Sends one request and reads its reply, limited in time and size. Redirects are not followed, as they would pass on
 * the credentials. There are no retries.
 *
 * @param place the manager and the secret, as shown in messages
 * @throws SecretsError `secrets-unreachable` or `secrets-redirected`
 */
async function exchange(
  url: string,
  init: RequestInit,
  place: string,
  timeoutMs: number,
): Promise<ExchangeReply> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal })
    const { status } = response
    if (status >= 300 && status < 400) throw new SecretsError('secrets-redirected', place, `HTTP ${status}`)
    const tooLarge = () => new SecretsError('secrets-bad-reply', place, 'it is larger than 1 MiB')
    return { status, body: parseJson(await readBody(response, maxReplyBytes, tooLarge)) }
  } catch (error) {
    if (error instanceof SecretsError) throw error
    const why = signal.aborted ? `timed out after ${timeoutMs / 1000} s` : networkCode(error)
    throw new SecretsError('secrets-unreachable', place, why)
  }
}

function parseJson(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Only the code, as messages of `fetch` may contain parts of a reply. */
function networkCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const first = cause instanceof AggregateError ? cause.errors[0] : cause
  return (first as NodeJS.ErrnoException | undefined)?.code ?? 'no connection'
}

/**
 * Checks that a stored secret maps names to strings.
 *
 * @throws SecretsError `secrets-bad-reply`, naming the key but never the value
 */
function readSecretTexts(stored: unknown, place: string): Record<string, string> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored))
    throw new SecretsError('secrets-bad-reply', place)
  for (const [key, value] of Object.entries(stored)) {
    if (typeof value !== 'string')
      throw new SecretsError('secrets-bad-reply', place, `${key} is not a string`)
  }
  return { ...stored } as Record<string, string>
}
