import { SecretsError } from './errors.ts'
import { exchange, readSecretTexts } from './secrets-exchange.ts'
import type { SecretsManager, SecretsManagerParts } from './secrets-manager.ts'

export interface VaultOptions extends SecretsManagerParts {
  /** For instance `https://vault.example.org:8200`. */
  readonly address: string
  readonly token: string
  readonly namespace?: string | undefined
  readonly mount: string
  readonly path: string
}

/**
 * HashiCorp Vault's KV engine, version 2: `GET /v1/MOUNT/data/PATH`, as its HTTP API documents under "KV secrets
 * engine (API), Read secret version".
 */
export function createVault(options: VaultOptions): SecretsManager {
  const { address, token, namespace, mount, path, fetch, timeoutMs } = options
  const place = `the secret ${mount}/${path} in Vault`
  const url = `${address}/v1/${encodePath(mount)}/data/${encodePath(path)}`
  // Vault's guard against forged requests; some instances insist on it.
  const headers: Record<string, string> = { 'x-vault-token': token, 'x-vault-request': 'true' }
  if (namespace !== undefined) headers['x-vault-namespace'] = namespace

  async function loadSecrets(): Promise<Record<string, string>> {
    const { status, body } = await exchange({ url, init: { headers }, place, fetch, timeoutMs })
    const why = `HTTP ${status}`
    if (status === 400 || status === 401 || status === 403)
      throw new SecretsError('secrets-refused', place, why)
    if (status === 404) throw new SecretsError('secrets-not-found', place, why)
    // A sealed Vault, or one that stands by, answers 503 or 429 and is as good as away.
    if (status !== 200) throw new SecretsError('secrets-unreachable', place, why)
    return readSecretTexts((body as { data?: { data?: unknown } } | undefined)?.data?.data, place)
  }

  return { name: 'Vault', loadSecrets }
}

function encodePath(path: string): string {
  return path.split('/').filter(Boolean).map(encodeURIComponent).join('/')
}
