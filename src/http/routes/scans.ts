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
import { addVary, chooseCoding, compressStream } from '../plugins/compression.ts'
import { toProblem } from '../problem.ts'
import { openScanStream, type ScanParts, scanReply } from '../scan-stream.ts'
import { scanAnswerSchema, scanParamsSchema, scanQuerySchema } from '../schemas/scan.ts'

export interface ScanRouteOptions extends Clock {
  readonly runs: ScanRuns
  readonly accounts: Pick<Accounts, 'connections' | 'watch'>
  readonly ignores: Pick<Ignores, 'idsOf'>
  readonly publicUrl: string
}

const description = `
Scans a list and returns every sequel missing from it.

With \`Accept: text/event-stream\`, the reply is a stream of events: \`progress\` (a \`ScanProgress\`, each a full snapshot),
then, as the last event, \`answer\` (a \`ScanAnswer\`) or \`problem\` (a \`Problem\`). If you lose the connection and reconnect
with \`Last-Event-ID\` within a minute, the same scan continues; after the last event the reply is 204, so that browsers stop
reconnecting.

Identical requests share one scan, and its answer is cached for 30 seconds; the \`Age\` header gives its age. Scans of the
same list with other options share the loaded list for the same time; \`fresh=true\` loads it again.

A scan of a very long list may have to wait for others to finish; \`queued\` says so. When too many scans are waiting, those
that nobody is connected to are ended first, then the newest of the caller with the most, with 503 \`scan-queue-full\`.

When you are signed in, you see what AniList shows you, including private entries of your own list; nobody else gets that
answer. Scans of your own list leave out what you ignore and count it in \`hidden.ignored\`.
`.trim()

/** `GET /api/v1/scans/{name}`: scans a list. */
export function addScanRoutes(app: App, options: ScanRouteOptions): void {
  app.get('/api/v1/scans/:name', {
    config: { public: true, optionalSignIn: true, limit: 'scans' },
    // Answers are compressed once for everyone, and streams must not be buffered.
    compress: false,
    schema: {
      summary: 'Every sequel missing from a list',
      description,
      tags: ['scans'],
      params: scanParamsSchema,
      querystring: scanQuerySchema,
      response: {
        200: {
          description: 'The answer, or an event stream that ends with it',
          content: {
            'application/json': { schema: scanAnswerSchema },
            'text/event-stream': { schema: z.string() },
          },
        },
        204: z.undefined().describe('The stream of `Last-Event-ID` has ended'),
        304: z.undefined().describe('The answer has not changed since `If-None-Match`'),
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
  /** The caller's session, if signed in; the reply ends with it. */
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
    // The page revalidates each time and gets a 304 if nothing changed. Answers to signed-in users are never stored.
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
    // nginx would otherwise buffer the events.
    .header('x-accel-buffering', 'no')
    .type('text/event-stream; charset=utf-8')
  addVary(reply, 'accept, accept-encoding')
  const coding = chooseCoding(request.headers['accept-encoding'], ['gzip'])
  if (coding === undefined) reply.send(stream)
  else reply.header('content-encoding', coding).send(compressStream(stream))
}

type ScanRequest = FastifyRequest & {
  readonly params: z.output<typeof scanParamsSchema>
  readonly query: z.output<typeof scanQuerySchema>
}

/** The account's AniList setting decides on adult content by default. Ignores only apply to the user's own list. */
async function toRunRequest(
  { params: { name }, query, signedIn, ip }: ScanRequest,
  { accounts, ignores }: Pick<ScanRouteOptions, 'accounts' | 'ignores'>,
): Promise<RunRequest> {
  const { depth, relations, adult, music, throughDropped, fromPlanned, order, partial } = query
  const account = signedIn?.account
  const isOwn = account?.name.toLowerCase() === name.toLowerCase()
  // The setting in the user's own list is newer than the one stored at sign-in.
  const byDefault = account !== undefined && !isOwn && account.showsAdult
  const ignored = account && isOwn ? await ignores.idsOf(account.id) : undefined
  return {
    name,
    search: {
      ...defaultSearch,
      ...{ depth, relations, music, throughDropped, fromPlanned, order },
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

/** A user who disconnected AniList sees public entries only. */
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
