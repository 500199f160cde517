import { Agent, request as send } from 'node:http'
import fc from 'fast-check'
import { type FuzzRequest, fuzzRequests } from './fuzz-requests.ts'
import type { OpenApiDocument } from './openapi-document.ts'
import { type ReplyCheck, replyContract, type SentReply } from './reply-contract.ts'

/** A request with an incorrect reply. */
export interface FuzzFinding {
  readonly request: FuzzRequest
  readonly status: number
  readonly wrong: readonly string[]
}

export interface FuzzReport {
  readonly requests: number
  /** How many replies had each status. */
  readonly statuses: Readonly<Record<string, number>>
  /** The first few of each kind. */
  readonly findings: readonly FuzzFinding[]
}

export interface FuzzOptions {
  /** The address of the service, such as `http://127.0.0.1:8000`. */
  readonly url: string
  readonly document: OpenApiDocument
  readonly requests: number
  /** The same seed gives the same requests. */
  readonly seed: number
  /** Headers of a signed-in user, renewed now and then because a request may end the session. */
  readonly signIn: () => Promise<Readonly<Record<string, string>>>
  /** 5xx codes that are not a fault of the service, for example if AniList is unavailable. */
  readonly allowed?: ReadonlySet<string>
}

const atOnce = 16
const batch = 100
const mostFindings = 20

/**
 * Sends requests that match the OpenAPI document, more or less, and compares each reply with it. A 5xx is a finding, and so is
 * a reply that the document does not describe.
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { document, requests, seed, signIn } = options
  const check = replyContract(document)
  const arbitrary = fuzzRequests(document)
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const statuses: Record<string, number> = {}
  const findings: FuzzFinding[] = []

  for (let sent = 0; sent < requests && findings.length < mostFindings; sent += batch) {
    const queue = fc.sample(arbitrary, { seed: seed + sent, numRuns: Math.min(batch, requests - sent) })
    const session = await signIn()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let next = queue.pop(); next; next = queue.pop()) {
          const reply = await exchange(options.url, next, session, agent).catch(noReply)
          statuses[reply.status] = (statuses[reply.status] ?? 0) + 1
          const wrong = judge(check, next, reply, options.allowed)
          if (wrong.length > 0) findings.push({ request: next, status: reply.status, wrong })
        }
      }),
    )
  }
  agent.destroy()
  return { requests: Object.values(statuses).reduce((a, b) => a + b, 0), statuses, findings }
}

/** A connection that ended without a readable reply. */
function noReply(error: Error): SentReply {
  return { status: 0, headers: {}, body: error.message }
}

function judge(
  check: ReplyCheck,
  request: FuzzRequest,
  reply: SentReply,
  allowed?: ReadonlySet<string>,
): string[] {
  if (reply.status === 0) return [`gets no reply: ${reply.body}`]
  const wrong = check(request.method, request.operation, reply)
  if (reply.status < 500) return wrong
  const code = /"code":"([\w-]+)"/.exec(reply.body)?.[1] ?? ''
  return allowed?.has(code) ? wrong : [...wrong, `gets a ${reply.status} (${code})`]
}

function exchange(
  url: string,
  { method, target, headers, body, signedIn }: FuzzRequest,
  session: Readonly<Record<string, string>>,
  agent: Agent,
): Promise<SentReply> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = send({ hostname, port, method, path: target, agent, setHost: true }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk) => chunks.push(chunk))
      reply.on('error', reject)
      reply.on('end', () => {
        const coded = reply.headers['content-encoding'] !== undefined
        resolve({
          status: reply.statusCode ?? 0,
          headers: reply.headers,
          // The encoding of bodies has its own tests.
          body: coded ? '' : Buffer.concat(chunks).toString('utf8'),
        })
      })
    })
    for (const [name, value] of headers) sent.appendHeader(name, value)
    // Node omits it for methods that usually have no body, and the body would be taken for the next request.
    if (body !== undefined) sent.setHeader('content-length', Buffer.byteLength(body))
    if (signedIn) for (const [name, value] of Object.entries(session)) sent.appendHeader(name, value)
    sent.on('error', reject)
    sent.end(body)
  })
}
