import { AwsV4Signer } from 'aws4fetch'
import { SecretsError, type SecretsErrorCode } from './errors.ts'
import { exchange, readSecretTexts } from './secrets-exchange.ts'
import type { SecretsManager, SecretsManagerParts } from './secrets-manager.ts'

export interface AwsOptions extends SecretsManagerParts {
  /** For instance `https://secretsmanager.eu-central-1.amazonaws.com`. */
  readonly endpoint: string
  readonly region: string
  /** A name or an ARN. */
  readonly secretId: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | undefined
}

/**
 * AWS Secrets Manager: one `GetSecretValue`, as its API reference documents, whose `SecretString` is a JSON object.
 * Spoken by hand, since the SDK weighs more than the rest of this program; only the signature (version 4) is a library's.
 */
export function createAwsSecretsManager(options: AwsOptions): SecretsManager {
  const { endpoint, region, accessKeyId, secretAccessKey, sessionToken, secretId, fetch, timeoutMs } = options
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
    const reply = await exchange({
      url,
      init: { method, headers, body: body ?? null },
      place,
      fetch,
      timeoutMs,
    })
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
