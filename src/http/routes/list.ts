import type { FastifyRequest } from 'fastify'
import type { ListOwner } from '../../lists/account-turns.ts'
import type { ListAdditions } from '../../lists/list-additions.ts'
import type { ListUpdates } from '../../lists/list-updates.ts'
import type { App } from '../instance.ts'
import { principalOf } from '../plugins/authentication.ts'
import {
  addBodySchema,
  addedSchema,
  additionsSchema,
  idempotencyHeadersSchema,
  undoBodySchema,
  undoneSchema,
  updateBodySchema,
  updatedSchema,
} from '../schemas/list.ts'

const tags = ['list']

const addDescription = `
Adds titles that are missing from your list, all with the same status and, if you want, score, progress and day of
completion. Titles already on it, in any status and including hidden and private entries, get the outcome \`already-listed\` and are not changed.

The reply comes once every title has an outcome, which can take minutes if AniList's rate limit is reached. If you lose the
connection, send the request again with the same \`Idempotency-Key\` to get the outcomes.
If AniList fails partway, the remaining titles are \`failed\` with its code; the same key tries them again.
`.trim()

const additionsDescription = `
Your last ten additions of the past seven days, latest first, with their outcomes so far. Use it if you lost the reply, for
example because your session ended or AniList was disconnected while titles were being added. Titles that were not added
have a code (\`session-ended\`, \`anilist-not-connected\` …); add them with the same \`Idempotency-Key\` or a new request. A
title that was being sent at that moment may be on your list all the same; adding and undoing both check first.
`.trim()

const updateDescription = `
Moves an entry forward, to a later status or more episodes. It never moves back: no entry returns to PLANNING, a COMPLETED
one stays so, and progress never decreases. A title that is not on your list is not added.
`.trim()

/** `/api/v1/list`: writing to the user's AniList list. */
export function addListRoutes(app: App, lists: ListAdditions & ListUpdates): void {
  app.post('/api/v1/list', {
    schema: {
      summary: 'Add titles to your list',
      description: addDescription,
      tags,
      headers: idempotencyHeadersSchema,
      body: addBodySchema,
      response: { 200: addedSchema },
    },
    handler: async (request) => {
      const key = request.headers['idempotency-key']
      const { additionId, results } = await lists.add(ownerOf(request), { ...request.body, key })
      return { additionId, results: [...results] }
    },
  })

  app.get('/api/v1/list/additions', {
    schema: {
      summary: 'Your latest additions',
      description: additionsDescription,
      tags,
      response: { 200: additionsSchema },
    },
    handler: async (request) => {
      const additions = await lists.recent(principalOf(request).account.id)
      return { additions: additions.map((one) => ({ ...one, results: [...one.results] })) }
    },
  })

  app.post('/api/v1/list/undo', {
    schema: {
      summary: 'Undo an addition',
      description:
        'Removes the entries created by an addition, except those changed since. Possible for seven days; repeating it has no further effect.',
      tags,
      body: undoBodySchema,
      response: { 200: undoneSchema },
    },
    handler: async (request) => {
      return { results: [...(await lists.undo(ownerOf(request), request.body.additionId))] }
    },
  })

  app.patch('/api/v1/list', {
    schema: {
      summary: 'Update an entry',
      description: updateDescription,
      tags,
      body: updateBodySchema,
      response: { 200: updatedSchema },
    },
    handler: async (request) => {
      const { mediaId, ...change } = request.body
      return lists.update(ownerOf(request), mediaId, change)
    },
  })
}

function ownerOf(request: FastifyRequest): ListOwner {
  const { account, session } = principalOf(request)
  return { id: account.id, aniListId: account.aniListId, sessionId: session.id }
}
