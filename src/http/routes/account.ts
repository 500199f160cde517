import { z } from 'zod'
import type { Accounts } from '../../accounts/accounts.ts'
import type { App } from '../instance.ts'
import { principalOf } from '../plugins/authentication.ts'
import { accountExportSchema } from '../schemas/account.ts'
import type { SessionCookies } from '../session-cookies.ts'

const tags = ['account']

/** `/api/v1/account`: exporting and deleting the user's data. */
export function addAccountRoutes(app: App, accounts: Accounts, cookies: SessionCookies): void {
  app.get('/api/v1/account', {
    config: { limit: 'export' },
    schema: {
      summary: 'Export your data',
      tags,
      response: { 200: accountExportSchema },
    },
    handler: async (request, reply) => {
      const { account } = principalOf(request)
      const file = await accounts.data.export(account.id, request.ip)
      reply.header('content-disposition', 'attachment; filename="sequel-finder-account.json"')
      return file
    },
  })

  app.delete('/api/v1/account', {
    config: { limit: 'delete' },
    schema: {
      summary: 'Delete your account',
      description:
        'Deletes everything stored about you, immediately and permanently, and signs you out everywhere.',
      tags,
      response: { 204: z.undefined().describe('Deleted') },
    },
    handler: async (request, reply) => {
      const { account } = principalOf(request)
      await accounts.data.delete(account.id, request.ip)
      cookies.clearSession(reply)
      return reply.code(204).send()
    },
  })

  app.delete('/api/v1/account/anilist', {
    schema: {
      summary: 'Disconnect AniList',
      description:
        'Deletes your AniList token here. You stay signed in, and can reconnect by signing in again. ' +
        'To revoke access on AniList as well, go to its Settings, Apps.',
      tags,
      response: { 204: z.undefined().describe('Disconnected') },
    },
    handler: async (request, reply) => {
      const { account } = principalOf(request)
      await accounts.connections.disconnect(account.id, request.ip)
      return reply.code(204).send()
    },
  })
}
