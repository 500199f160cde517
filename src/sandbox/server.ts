import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createFaultSource, type FaultKind } from './fault.ts'
import { createGraphqlRoute, type RequestRecord } from './graphql-route.ts'
import { type HttpReply, jsonReply, svgReply } from './http-reply.ts'
import { mediaName, type SandboxMedia, type SandboxRelation } from './media.ts'
import { createAccessTokens, createOauth, defaultClient, type Oauth, type OauthClient } from './oauth.ts'
import { drawAvatar, drawPoster } from './poster.ts'
import { seededRandom } from './random.ts'
import { createRateLimit } from './rate-limit.ts'
import type { Behaviour } from './request-context.ts'
import type { SandboxEntry } from './user-list.ts'
import { createWorld, type World } from './world.ts'

export interface SandboxOptions extends Partial<Behaviour> {
  /** 0, the default, picks a free one. */
  readonly port?: number
  /** Requests per minute, 30 by default. */
  readonly limit?: number
  /** Requests per second, 10 by default. */
  readonly burst?: number
  /** The fraction of requests that fail at random, 0 to 1. */
  readonly faults?: number
  /** The seed of faults, generated media and their users' lists; 1 by default. */
  readonly seed?: number
  /** The delay of every reply. */
  readonly latencyMs?: number
  /** The delay of a `slow` reply, 2000 by default. */
  readonly slowMs?: number
  /** The number of media to generate in addition to the real franchises, with the users `scale50` to `scale11000`. */
  readonly scale?: number
  /** A list saved from AniList, served as the user `real`. */
  readonly dataFile?: string
  /** The most media in a reply through relations, 150,000 by default; more is a 500. */
  readonly nodeLimit?: number
  readonly clients?: readonly OauthClient[]
  /** Milliseconds. Used for limits, tokens and air times, so that a test can let a minute pass. */
  readonly now?: () => number
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly graphqlUrl: string
  readonly authorizeUrl: string
  readonly tokenUrl: string
  /** The complete data, to compare a search with. */
  readonly catalogue: {
    readonly media: readonly SandboxMedia[]
    readonly relations: readonly SandboxRelation[]
  }
  readonly requests: readonly RequestRecord[]
  /** A user's list as its owner sees it. Throws an ApiError for an unknown name. */
  list(userName: string): readonly SandboxEntry[]
  /** An access token, as if the user had signed in. */
  tokenFor(userName: string): string
  /** Makes the next requests fail in this way, in this order. */
  script(faults: readonly FaultKind[]): void
  /** Changes the behaviour of all further requests; options not given stay unchanged. */
  behave(change: Partial<Behaviour>): void
  /** Closes all connections, including hanging ones. */
  close(): Promise<void>
}

const mostBytes = 2 ** 20

/**
 * Starts a stand-in for AniList, reachable from this machine only: the part of its GraphQL API that we use, with its
 * limits, errors, oddities and sign-in. All data is in memory. Rejects with Node's error if the port is taken (`code:
 * 'EADDRINUSE'`), and with `code: 'bad-list-file'` for an invalid `dataFile`.
 *
 * @example
 * const sandbox = await startSandbox({ scale: 20_000, limit: 30 })
 * sandbox.script(['truncated', 'reset'])
 * await fetch(sandbox.graphqlUrl, {
 *   method: 'POST',
 *   headers: { 'Content-Type': 'application/json', Referer: 'http://localhost:8000' },
 *   body: JSON.stringify({ query: '{ User(name: "casual") { id } }' }),
 * })
 * await sandbox.close()
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, limit = 30, burst = 10, seed = 1, scale = 0, now = Date.now } = options
  const world = createWorld({ scale, seed, dataFile: options.dataFile })
  const tokens = createAccessTokens(now)
  const oauth = createOauth(options.clients ?? [defaultClient], world.users, tokens, now)
  const random = seededRandom(`faults ${seed}`)
  const faults = createFaultSource(options.faults ?? 0, random)
  const records: RequestRecord[] = []
  const { nesting = 2, aliases = Infinity, thin = false } = options
  let behaviour: Behaviour = { nesting, aliases, thin }
  let url = ''
  const graphql = createGraphqlRoute(
    {
      world,
      tokens,
      faults,
      random,
      records,
      now,
      rateLimit: createRateLimit({ limit, burst, now }),
      nodeLimit: options.nodeLimit ?? 150_000,
      behaviour: () => behaviour,
      url: () => url,
      dawdle: () => sleep(options.slowMs ?? 2000),
    },
    send,
  )

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A client that disconnects while sending is not a fault of the sandbox.
      if (!request.readableAborted) console.error(error)
      response.destroy()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    if (options.latencyMs) await sleep(options.latencyMs)
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const route = `${request.method} ${pathname}`
    if (body === undefined) send(response, jsonReply(413, { message: 'The request is larger than 1 MB.' }))
    else if (pathname === '/graphql') {
      allowPages(response)
      if (request.method === 'OPTIONS') send(response, { status: 204, headers: {}, body: '' })
      else if (request.method === 'POST') await graphql(request, response, body)
      else send(response, nothingHere(world, url))
    } else if (route === 'GET /api/v2/oauth/authorize') send(response, oauth.authorize(searchParams))
    else if (route === 'POST /api/v2/oauth/token') send(response, exchange(oauth, request, body))
    else send(response, (request.method === 'GET' && picture(world, pathname)) || nothingHere(world, url))
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    graphqlUrl: `${url}/graphql`,
    authorizeUrl: `${url}/api/v2/oauth/authorize`,
    tokenUrl: `${url}/api/v2/oauth/token`,
    catalogue: world.catalogue,
    requests: records,
    list: (name) => world.users.get({ name }).list.entries,
    tokenFor: (name) => tokens.issue(world.users.get({ name }).id, defaultClient.id),
    script: (kinds) => faults.script(kinds),
    behave: (change) => {
      behaviour = { ...behaviour, ...change }
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, { status, headers, body }: HttpReply): void {
  response.writeHead(status, headers)
  response.end(body)
}

/** Pages of other origins may use AniList's API, without cookies. */
function allowPages(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Access-Control-Allow-Methods', 'POST, OPTIONS')
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, Accept')
}

/** Undefined if larger than a megabyte. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function exchange(oauth: Oauth, request: IncomingMessage, body: string): HttpReply {
  return oauth.exchange(body, request.headers['content-type'] ?? '')
}

function picture({ catalogue, users }: World, path: string): HttpReply | undefined {
  const [, folder, id] = /^\/(posters|avatars)\/(\d+)\.svg$/.exec(path) ?? []
  const media = folder === 'posters' ? catalogue.find(Number(id)) : undefined
  const user = folder === 'avatars' ? users.findById(Number(id)) : undefined
  if (media) return svgReply(drawPoster(media.id, mediaName(media)))
  if (user) return svgReply(drawAvatar(user.id, user.name))
  return undefined
}

function nothingHere({ users }: World, url: string): HttpReply {
  return jsonReply(404, {
    message: 'This is a sandbox that stands in for AniList. There is nothing at this address.',
    graphql: `${url}/graphql`,
    users: users.all.map(({ name }) => name),
  })
}

/** The options that point a program to the sandbox, as its default client. */
export function environmentAt({
  graphqlUrl,
  authorizeUrl,
  tokenUrl,
}: Pick<Sandbox, 'graphqlUrl' | 'authorizeUrl' | 'tokenUrl'>): Readonly<Record<string, string>> {
  return {
    ANILIST_API_URL: graphqlUrl,
    ANILIST_AUTH_URL: authorizeUrl,
    ANILIST_TOKEN_URL: tokenUrl,
    ANILIST_CLIENT_ID: defaultClient.id,
    ANILIST_CLIENT_SECRET: defaultClient.secret,
  }
}
