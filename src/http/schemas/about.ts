import { z } from 'zod'

export const aboutSchema = z
  .object({
    name: z.string(),
    version: z.string(),
    signIn: z.boolean().describe('Whether people can sign in with AniList here'),
    anilistApiUrl: z
      .string()
      .describe('Where AniList answers, for pages that read public lists by themselves'),
    demoUsers: z
      .array(z.string())
      .describe('AniList users to try things with, where this instance is a demo'),
  })
  .meta({ id: 'About' })

export type About = z.output<typeof aboutSchema>
