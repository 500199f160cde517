import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request as a stand-in received it. */
interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** How a stand-in misbehaves. */
export type Trouble =
  | { readonly kind: 'answers'; readonly answer: Answer }
  | { readonly kind: 'says nothing' | 'breaks off' | 'never ends' }

/** A server on the loopback address, closed when the test ends. */
async function startServer(respond: (received: Received) => Answer, trouble?: Trouble): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const received = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    }
    if (trouble === undefined) return send(response, respond(received))
    if (trouble.kind === 'answers') return send(response, trouble.answer)
    if (trouble.kind === 'breaks off') request.socket.destroy()
    if (trouble.kind === 'never ends') sendForEver(response)
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}))
}

function sendForEver(response: ServerResponse): void {
  response.writeHead(200)
  const chunk = 'a'.repeat(64 * 1024)
  const more = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more)
  }
  more()
}

/** The contents of a Vault: secrets by `MOUNT/PATH`, and the token that may read them. */
export interface VaultContents {
  readonly token: string
  readonly namespace?: string
  readonly secrets: Readonly<Record<string, unknown>>
}

/** A stand-in for HashiCorp Vault, limited to reading from version 2 of the KV engine. */
export function startVault(contents: VaultContents, trouble?: Trouble): Promise<string> {
  return startServer(({ method, path, headers }) => {
    const [, mount, secret] = /^\/v1\/([^/]+)\/data\/(.+)$/.exec(path) ?? []
    const isAllowed =
      headers['x-vault-token'] === contents.token && headers['x-vault-namespace'] === contents.namespace
    if (method !== 'GET' || mount === undefined) return { status: 405, body: { errors: [] } }
    if (headers['x-vault-request'] !== 'true')
      return { status: 400, body: { errors: ['no X-Vault-Request'] } }
    if (!isAllowed) return { status: 403, body: { errors: ['permission denied'] } }
    const data = contents.secrets[`${mount}/${decodeURIComponent(secret as string)}`]
    if (data === undefined) return { status: 404, body: { errors: [] } }
    return { status: 200, body: { data: { data, metadata: { version: 1 } } } }
  }, trouble)
}

export interface AwsContents {
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** Secret strings by name. */
  readonly secrets: Readonly<Record<string, string>>
}

/** A stand-in for AWS Secrets Manager: `GetSecretValue`, for requests with a valid signature. */
export function startAws(contents: AwsContents, trouble?: Trouble): Promise<string> {
  return startServer((received) => {
    const { headers, body } = received
    if (headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
      return awsError('UnknownOperationException')
    const problem = signatureProblem(received, contents)
    if (problem !== undefined) return awsError(problem)
    const { SecretId } = JSON.parse(body)
    const secret = contents.secrets[SecretId]
    if (secret === undefined) return awsError('ResourceNotFoundException')
    return { status: 200, body: { Name: SecretId, SecretString: secret } }
  }, trouble)
}

function awsError(type: string): Answer {
  return { status: 400, body: { __type: type, message: 'refused' } }
}

/** Checks the signature as AWS documents it, from the request as received. */
function signatureProblem(
  { method, path, headers, body }: Received,
  contents: AwsContents,
): string | undefined {
  const { region, accessKeyId, secretAccessKey, sessionToken } = contents
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/secretsmanager\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    )
  if (!match) return 'IncompleteSignatureException'
  const [, keyId, date = '', signedRegion, names = '', signature = ''] = match
  if (keyId !== accessKeyId || headers['x-amz-security-token'] !== sessionToken)
    return 'UnrecognizedClientException'
  const time = String(headers['x-amz-date'])
  const sentAt = Date.parse(time.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  if (!time.startsWith(date) || !(Math.abs(Date.now() - sentAt) < 300_000)) return 'InvalidSignatureException'
  const required = ['host', 'x-amz-date', 'x-amz-target', ...(sessionToken ? ['x-amz-security-token'] : [])]
  if (signedRegion !== region || !required.every((name) => names.split(';').includes(name)))
    return 'InvalidSignatureException'

  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`)
  const canonical = `${method}\n${path}\n\n${lines.join('')}\n${names}\n${hash(body)}`
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${date}/${region}/secretsmanager/aws4_request\n${hash(canonical)}`
  const key = mac(mac(mac(mac(`AWS4${secretAccessKey}`, date), region), 'secretsmanager'), 'aws4_request')
  const isRight = timingSafeEqual(mac(key, toSign), Buffer.from(signature, 'hex'))
  return isRight ? undefined : 'InvalidSignatureException'
}
