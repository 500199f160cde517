import { createHash, createHmac } from 'node:crypto'

export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

export interface AwsRequest {
  readonly method: string
  readonly url: string
  /** Names in any case; `host` and `x-amz-date` are added. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly service: string
  readonly region: string
}

/**
 * The headers of a request to AWS, signed with Signature Version 4: those given, `x-amz-date`,
 * `x-amz-security-token` where there is a session, and `authorization`. The steps and names are those of AWS's
 * guide "Create a signed AWS API request".
 *
 * @param now milliseconds since 1970; AWS refuses a signature that is off by more than five minutes
 */
export function signAwsRequest(
  request: AwsRequest,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
  now: number,
): Record<string, string> {
  const { service, region } = request
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const date = time.slice(0, 8)
  const headers: Record<string, string> = { ...request.headers, 'x-amz-date': time }
  if (sessionToken !== undefined) headers['x-amz-security-token'] = sessionToken

  const { canonical, signedHeaders } = canonicalRequest(request, headers)
  const scope = `${date}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (parent, part) => hmac(parent, part),
    `AWS4${secretAccessKey}`,
  )
  const signature = hmac(key, toSign).toString('hex')
  const credential = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}`
  headers.authorization = `${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`
  return headers
}

function canonicalRequest(
  { method, url, body }: AwsRequest,
  headers: Readonly<Record<string, string>>,
): { canonical: string; signedHeaders: string } {
  const { host, pathname, searchParams } = new URL(url)
  const signed = Object.entries({ ...headers, host })
    .map(([name, value]) => [name.toLowerCase(), value.trim().replaceAll(/ +/g, ' ')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const query = [...searchParams]
    .map(([name, value]) => `${awsEncode(name)}=${awsEncode(value)}`)
    .sort()
    .join('&')
  const signedHeaders = signed.map(([name]) => name).join(';')
  const headerLines = signed.map(([name, value]) => `${name}:${value}\n`).join('')
  return {
    canonical: [method, pathname, query, headerLines, signedHeaders, sha256(body)].join('\n'),
    signedHeaders,
  }
}

/** RFC 3986: `encodeURIComponent` leaves five marks that AWS wants encoded. */
function awsEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
