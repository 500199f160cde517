import type { IncomingMessage, ServerResponse } from 'node:http'
import { invalidToken, outage, tooManyRequests } from './api-error.ts'
import { type FaultKind, type FaultSource, faultReply, misbehave } from './fault.ts'
import { createGraphqlEndpoint, type GraphqlReply, type GraphqlRequest, refuse } from './graphql-endpoint.ts'
import { type HttpReply, jsonReply } from './http-reply.ts'
import type { AccessTokens } from './oauth.ts'
import type { Random } from './random.ts'
import type { RateLimit, Verdict } from './rate-limit.ts'
import { type Behaviour, NodeBudget } from './request-context.ts'
import type { SandboxUser } from './user.ts'
import type { World } from './world.ts'

/** A request to the GraphQL endpoint. */
export interface RequestRecord {
  /** Milliseconds on the sandbox's clock. */
  readonly at: number
  readonly operationName: string | null
  /** Null if the query is invalid. */
  readonly complexity: number | null
  /** Of the reply; 0 if there is none. */
  readonly status: number
  readonly authenticated: boolean
  readonly fault?: FaultKind
}

export interface GraphqlRouteParts {
  readonly world: World
  readonly tokens: AccessTokens
  readonly rateLimit: RateLimit
  readonly faults: FaultSource
  readonly random: Random
  readonly records: RequestRecord[]
  /** How many media a reply may contain through relations. */
  readonly nodeLimit: number
  readonly behaviour: () => Behaviour
  /** The sandbox's own address. */
  readonly url: () => string
  readonly now: () => number
  /** The delay of a `slow` reply. */
  readonly dawdle: () => Promise<void>
}

export type Send = (response: ServerResponse, reply: HttpReply) => void

/** Checks limit, token, referer and query, in AniList's order. Faults apply after the first three. */
export function createGraphqlRoute(parts: GraphqlRouteParts, send: Send) {
  const { world, tokens, rateLimit, faults, random, records, now } = parts
  const read = createGraphqlEndpoint()

  return async (request: IncomingMessage, response: ServerResponse, body: string): Promise<void> => {
    const at = now()
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const viewer = world.users.findById((bearer && tokens.read(bearer)) || 0)
    const client = viewer ? `user ${viewer.id}` : `address ${request.socket.remoteAddress}`
    const verdict = rateLimit.take(client)
    for (const [name, value] of limitHeaders(verdict)) response.setHeader(name, value)

    const query = read(body)
    const answer = () =>
      query.run({
        ...world,
        viewer,
        url: parts.url(),
        now: at,
        budget: new NodeBudget(parts.nodeLimit),
        behaviour: parts.behaviour(),
      })
    const record = (status: number, fault?: FaultKind) => {
      const { operationName, complexity } = query
      records.push({
        at,
        operationName,
        complexity,
        status,
        authenticated: viewer !== undefined,
        ...(fault && { fault }),
      })
    }

    const refusal = refusalOf(request, verdict, bearer, viewer)
    if (refusal) {
      record(refusal.status)
      send(response, jsonReply(refusal.status, refusal.body))
      return
    }
    const fault = faults.next()
    if (fault === 'hang' || fault === 'reset' || fault === 'oversize') {
      record(fault === 'oversize' ? 200 : 0, fault)
      await misbehave(fault, response)
      return
    }
    if (fault === 'slow') await parts.dawdle()
    const reply =
      (fault && (await faultReply(fault, answer, random.between(1, 3), at))) ??
      (await rightReply(query, answer))
    record(reply.status, fault)
    send(response, reply)
  }
}

async function rightReply(
  { refusal }: GraphqlRequest,
  answer: () => Promise<GraphqlReply>,
): Promise<HttpReply> {
  const { status, body } = refusal ?? (await answer())
  return jsonReply(status, body)
}

function refusalOf(
  { headers }: IncomingMessage,
  { allowed }: Verdict,
  bearer: string | undefined,
  viewer: SandboxUser | undefined,
): GraphqlReply | undefined {
  if (!allowed) return refuse(tooManyRequests())
  if (bearer !== undefined && viewer === undefined) return refuse(invalidToken())
  if (bearer === undefined && headers.referer === undefined) return refuse(outage())
  return undefined
}

function* limitHeaders({ limit, remaining, resetAt, retryAfter }: Verdict): Generator<[string, string]> {
  yield ['X-RateLimit-Limit', String(limit)]
  yield ['X-RateLimit-Remaining', String(remaining)]
  if (resetAt !== undefined) yield ['X-RateLimit-Reset', String(resetAt)]
  if (retryAfter !== undefined) yield ['Retry-After', String(retryAfter)]
}
