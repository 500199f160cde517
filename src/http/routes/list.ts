import type { FastifyRequest } from 'fastify'
import type { ListOwner } from '../../lists/list-writer.ts'
import type { Lists } from '../../lists/lists.ts'
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
import { problemReplies } from '../schemas/problem.ts'

const tags = ['list']

const addDescription = `
Adds titles that your list lacks. What is on it, in whatever status, hidden and private entries included, is answered as
\`already-listed\` and left as it is.

The reply comes when all titles have an outcome; when AniList's allowance is used up, that may take minutes. Whoever
loses the connection asks again with the same \`Idempotency-Key\`, and is answered what has become of the titles.
Where AniList fails midway, the titles that are left are \`failed\` with its code, and the same key tries them again.
`.trim()

const additionsDescription = `
The last ten additions of seven days, the latest first, as far as each has come, for whoever lost the reply: the session may
have ended, or the access to AniList been taken away, while titles were added. What is left says so by its code
(\`session-ended\`, \`anilist-not-connected\` …): the same \`Idempotency-Key\`, or a new request, adds it. One that was just
being sent may be on your list all the same; either of these, and undoing, looks first.
`.trim()

const updateDescription = `
Takes an entry further: to a later status, to more episodes. Nothing is taken back: no entry returns to PLANNING, what is
COMPLETED stays so, and progress never shrinks. A title that is not on the list is not added.
`.trim()

/** `/api/v1/list`: what people write to their lists at AniList. */
export function addListRoutes(app: App, lists: Lists): void {
  app.post('/api/v1/list', {
    schema: {
      summary: 'Add titles to your list',
      description: addDescription,
      tags,
      headers: idempotencyHeadersSchema,
      body: addBodySchema,
      response: { 200: addedSchema, ...problemReplies },
    },
    handler: async (request) => {
      const key = request.headers['idempotency-key']
      const { additionId, results } = await lists.add(ownerOf(request), { ...request.body, key })
      return { additionId, results: [...results] }
    },
  })

  app.get('/api/v1/list/additions', {
    schema: {
      summary: 'What you added last',
      description: additionsDescription,
      tags,
      response: { 200: additionsSchema, ...problemReplies },
    },
    handler: async (request) => {
      const additions = await lists.recent(principalOf(request).account.id)
      return { additions: additions.map((one) => ({ ...one, results: [...one.results] })) }
    },
  })

  app.post('/api/v1/list/undo', {
    schema: {
      summary: 'Take back what was added',
      description:
        'Removes the entries that an addition has made, unless they were changed since. For seven days; again, it changes nothing more.',
      tags,
      body: undoBodySchema,
      response: { 200: undoneSchema, ...problemReplies },
    },
    handler: async (request) => {
      return { results: [...(await lists.undo(ownerOf(request), request.body.additionId))] }
    },
  })

  app.patch('/api/v1/list', {
    schema: {
      summary: 'Take an entry further',
      description: updateDescription,
      tags,
      body: updateBodySchema,
      response: { 200: updatedSchema, ...problemReplies },
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
