import { type AwsCredentials, signAwsRequest } from './aws-signature.ts'
import { SecretsError, type SecretsErrorCode } from './errors.ts'
import { exchange, readSecretTexts } from './secrets-exchange.ts'
import type { SecretsManager, SecretsManagerParts } from './secrets-manager.ts'

export interface AwsOptions extends SecretsManagerParts, AwsCredentials {
  /** For instance `https://secretsmanager.eu-central-1.amazonaws.com`. */
  readonly endpoint: string
  readonly region: string
  /** A name or an ARN. */
  readonly secretId: string
}

/**
 * AWS Secrets Manager: one `GetSecretValue`, as its API reference documents, whose `SecretString` is a JSON object.
 * Spoken by hand, since the SDK weighs more than the rest of this program.
 */
export function createAwsSecretsManager(options: AwsOptions): SecretsManager {
  const { endpoint, region, secretId, fetch, timeoutMs, now = Date.now } = options
  const place = `the secret ${secretId} in AWS Secrets Manager`
  const body = JSON.stringify({ SecretId: secretId })
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'secretsmanager.GetSecretValue',
  }

  async function loadSecrets(): Promise<Record<string, string>> {
    const request = { method: 'POST', url: `${endpoint}/`, headers, body, service: 'secretsmanager', region }
    const init = { method: 'POST', headers: signAwsRequest(request, options, now()), body }
    const reply = await exchange({ url: request.url, init, place, fetch, timeoutMs })
    if (reply.status !== 200) throw refusal(reply.status, reply.body, place)
    return readSecretTexts(secretString(reply.body), place)
  }

  return { name: 'AWS Secrets Manager', loadSecrets }
}

function refusal(status: number, body: unknown, place: string): SecretsError {
  // Comes as `Name` or as `com.amazonaws.secretsmanager#Name`.
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
