import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Accounts } from '../../accounts/accounts.ts'
import type { Watched } from '../../accounts/sessions/session-watch.ts'
import type { Principal } from '../../accounts/sessions/sessions.ts'
import { type Clock, orAborted } from '../../anilist/clock.ts'
import { defaultSearch } from '../../core/search.ts'
import { callerOf } from '../../limits/client-address.ts'
import type { Ignores } from '../../lists/ignores.ts'
import type { RunRequest, ScanRuns, Viewer } from '../../scan/scan-runs.ts'
import { acceptsEventStream } from '../event-stream.ts'
import type { App } from '../instance.ts'
import { addVary, chooseCoding } from '../plugins/compression.ts'
import { toProblem } from '../problem.ts'
import { type ScanParts, scanReply } from '../scan-reply.ts'
import { openScanStream } from '../scan-stream.ts'
import { problemReplies } from '../schemas/problem.ts'
import { scanAnswerSchema, scanParamsSchema, scanQuerySchema } from '../schemas/scan.ts'

export interface ScanRouteOptions extends Clock {
  readonly runs: ScanRuns
  readonly accounts: Pick<Accounts, 'connections' | 'watch'>
  readonly ignores: Pick<Ignores, 'idsOf'>
  readonly publicUrl: string
}

const description = `
Reads the list, follows its chains and answers with every sequel that it lacks.

With \`Accept: text/event-stream\` the answer comes as a stream of events: \`progress\` (a \`ScanProgress\`, each a full
snapshot), then \`answer\` (a \`ScanAnswer\`) or \`problem\` (a \`Problem\`), which is the last. Whoever loses the
connection and comes back with \`Last-Event-ID\` within a minute goes on with the same scan; after the last event the
reply to that is 204, so that browsers stop asking.

Equal requests share one scan, and an answer is given again for 30 seconds; the header \`Age\` tells how old it is. Scans of
one list with other options share one reading of it for as long; \`fresh=true\` reads it anew.

A scan of a list of thousands may have to wait until others leave room for it, which \`queued\` tells. When too many scans wait,
those that nobody listens to end first, then the newest of whoever has most, with 503 \`scan-queue-full\`.

Signed in, you see what AniList shows to you, private entries of your own list included; nobody else is given that answer.
Scans of your own list leave out what you ignore, and count it as \`hidden.ignored\`.
`.trim()

/** `GET /api/v1/scans/{name}`: the main job. */
export function addScanRoutes(app: App, options: ScanRouteOptions): void {
  app.get('/api/v1/scans/:name', {
    config: { public: true, optionalSignIn: true, limit: 'scans' },
    // Answers are compressed once for everyone, and streams must not wait for a full block.
    compress: false,
    schema: {
      summary: 'Every sequel that a list lacks',
      description,
      tags: ['scans'],
      params: scanParamsSchema,
      querystring: scanQuerySchema,
      response: {
        200: {
          description: 'The answer, or a stream that ends with it',
          content: {
            'application/json': { schema: scanAnswerSchema },
            'text/event-stream': { schema: z.string() },
          },
        },
        204: z.undefined().describe('The stream that `Last-Event-ID` names has ended: there is nothing more'),
        304: z.undefined().describe('The answer is still the one that `If-None-Match` names'),
        ...problemReplies,
      },
    },
    handler: async (request, reply) => {
      const asked: AskedScan = {
        run: await toRunRequest(request, options),
        parts: { showHidden: request.query.showHidden, franchises: request.query.include },
        fresh: request.query.fresh,
        watched: watchFor(request, reply, options),
      }
      const wantsStream = acceptsEventStream(request.headers.accept)
      await (wantsStream ? sendStream : sendAnswer)(request, reply, asked, options)
      return reply
    },
  })
}

interface AskedScan {
  readonly run: RunRequest
  readonly parts: ScanParts
  readonly fresh: boolean
  /** The session of whoever asks, where one is signed in: its end is the end of the reply. */
  readonly watched: Watched | undefined
}

function watchFor(
  { signedIn }: FastifyRequest,
  reply: FastifyReply,
  { accounts }: Pick<ScanRouteOptions, 'accounts'>,
): Watched | undefined {
  const watched = signedIn ? accounts.watch.watch(signedIn.session) : undefined
  if (watched) reply.raw.once('close', watched.release)
  return watched
}

async function sendAnswer(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { run, parts, fresh, watched }: AskedScan,
  { runs, now }: ScanRouteOptions,
): Promise<void> {
  const listener = runs.join(run, { fresh })
  reply.raw.once('close', listener.leave)
  const ended = listener.ended()
  const { answer, answeredAt } = await (watched ? orAborted(ended, watched.ended) : ended)
  const { body, etag, encoded } = scanReply(answer, parts)
  const coding = chooseCoding(headers['accept-encoding'])
  reply
    .header('etag', etag)
    .header('age', Math.floor((now() - answeredAt) / 1000))
    // The page asks again each time and gets 304 for what it has. What is for somebody who is signed in is kept by nobody.
    .header('cache-control', watched ? 'no-store' : 'private, no-cache')
  addVary(reply, 'accept, accept-encoding')
  if (headers['if-none-match'] === etag) {
    reply.code(304).send()
    return
  }
  reply.type('application/json; charset=utf-8')
  if (coding === undefined) reply.send(body)
  else reply.header('content-encoding', coding).send(await encoded(coding))
}

async function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  { run, parts, fresh, watched }: AskedScan,
  { runs, sleep, publicUrl }: ScanRouteOptions,
): Promise<void> {
  const stream = openScanStream({
    ...{ runs, request: run, parts, fresh, sleep, ended: watched?.ended },
    lastEventId: request.headers['last-event-id'] as string | undefined,
    toProblem: (error) => toProblem(error, request.id, publicUrl).problem,
  })
  if (!stream) {
    reply.code(204).send()
    return
  }
  reply
    .header('cache-control', 'no-store')
    // nginx would keep events back until its buffer is full.
    .header('x-accel-buffering', 'no')
    .type('text/event-stream; charset=utf-8')
    .send(stream)
}

type ScanRequest = FastifyRequest & {
  readonly params: z.output<typeof scanParamsSchema>
  readonly query: z.output<typeof scanQuerySchema>
}

/**
 * Of a person who is signed in, the account's own AniList setting decides on adult titles, unless the query does. What they
 * ignore is left out of their own list, not of others'.
 */
async function toRunRequest(
  { params: { name }, query, signedIn, ip }: ScanRequest,
  { accounts, ignores }: Pick<ScanRouteOptions, 'accounts' | 'ignores'>,
): Promise<RunRequest> {
  const { depth, relations, adult, music, throughDropped, fromPlanned, partial } = query
  const account = signedIn?.account
  const isOwn = account?.name.toLowerCase() === name.toLowerCase()
  // What the own list says of the setting is newer than what was read when its owner signed in.
  const byDefault = account !== undefined && !isOwn && account.showsAdult
  const ignored = account && isOwn ? await ignores.idsOf(account.id) : undefined
  return {
    name,
    search: {
      ...defaultSearch,
      ...{ depth, relations, music, throughDropped, fromPlanned },
      adult: adult === undefined ? byDefault : adult === 'true',
      ...(ignored && { ignored: ignored.titles }),
    },
    ignoredFranchises: ignored?.franchises,
    adultAsOwner: adult === undefined && isOwn,
    partial,
    caller: callerOf(account?.id, ip),
    viewer: signedIn ? await viewerOf(signedIn, accounts) : undefined,
  }
}

/** Someone who has taken AniList's access away sees what everyone sees. */
async function viewerOf(
  { account, session }: Principal,
  { connections, watch }: ScanRouteOptions['accounts'],
): Promise<Viewer | undefined> {
  const { state } = await connections.stateOf(account)
  if (state !== 'connected') return undefined
  return {
    id: account.id,
    sessionId: session.id,
    withToken: (use) => connections.withToken(session, use),
    watch: () => watch.watch(session, true),
  }
}
