import { z } from 'zod'

export const aboutSchema = z
  .object({
    name: z.string(),
    version: z.string(),
    signIn: z.boolean().describe('Whether people can sign in with AniList here'),
    anilistApiUrl: z.string().describe("AniList's API address, for pages that load public lists themselves"),
    demoUsers: z.array(z.string()).describe('Sample users to try, if this instance is a demo'),
  })
  .meta({ id: 'About' })

export type About = z.output<typeof aboutSchema>

const loginQuery = z.strictObject({
  returnTo: z
    .string()
    .max(512)
    .optional()
    .describe('Where to go afterwards: a path on this site, `/` by default')
    .meta({ example: '/lists' }),
})

/**
 * The query of a sign-in. Only a demo has the parameter `user`, for one of its sample users.
 *
 * @param demoUsers `DEMO_USERS`
 */
export function loginQuerySchema(
  demoUsers: readonly string[],
): z.ZodType<{ readonly returnTo?: string | undefined; readonly user?: string | undefined }> {
  if (demoUsers.length === 0) return loginQuery
  return loginQuery.extend({ user: z.enum(demoUsers).optional().describe('The sample user to sign in as') })
}

/** Not strict, as AniList may add parameters. */
export const callbackQuerySchema = z
  .object({
    state: z.string().min(1).max(256),
    code: z.string().min(1).max(4096).optional(),
    error: z.string().min(1).max(256).optional(),
  })
  .refine(({ code, error }) => (code === undefined) !== (error === undefined), 'must have a code or an error')

const time = z.iso.datetime()

const connectionSchema = z
  .discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('connected'),
      since: time.describe('When access was granted'),
      expiresAt: time.describe('When access expires'),
      expiresSoon: z.boolean().describe('Whether access expires soon, so that you should sign in again'),
    }),
    z.strictObject({
      state: z.literal('expired').describe('Access has expired: sign in again'),
    }),
    z.strictObject({ state: z.literal('disconnected').describe('You disconnected AniList') }),
  ])
  .meta({ id: 'AniListConnection' })

export const meSchema = z
  .strictObject({
    id: z.int().positive().describe('AniList user ID'),
    name: z.string(),
    avatarUrl: z.string().nullable(),
    showsAdult: z.boolean().describe('Whether adult content is shown on AniList'),
    createdAt: time.describe('When you first signed in here'),
    csrfToken: z
      .string()
      .describe('For the `X-CSRF-Token` header of every write; valid as long as the session'),
    sessionId: z.string(),
    anilist: connectionSchema,
  })
  .meta({ id: 'Me' })

export type Me = z.output<typeof meSchema>

export const refreshedSchema = z
  .strictObject({ accessTokenExpiresAt: time.describe('Refresh again before then') })
  .meta({ id: 'Refreshed' })

export const sessionsSchema = z
  .strictObject({
    sessions: z.array(
      z.strictObject({
        id: z.string(),
        device: z.string().meta({ example: 'Firefox on Linux' }),
        createdAt: time,
        lastUsedAt: time.describe('Accurate to five minutes'),
        current: z.boolean().describe('Whether it is the session of this request'),
      }),
    ),
  })
  .meta({ id: 'Sessions' })

export type SessionList = z.output<typeof sessionsSchema>

export const sessionParamsSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{22}$/, 'must be a session ID'),
})

/** Not strict, as every part that stores account data adds a section. */
export const accountExportSchema = z
  .looseObject({ exportedAt: z.iso.datetime() })
  .describe('Everything stored about you, in sections, except secrets')
  .meta({ id: 'AccountExport' })
