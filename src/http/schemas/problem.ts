import { z } from 'zod'

/** RFC 9457 problem details, the form of every error. */
export const problemSchema = z
  .strictObject({
    type: z.string().describe('A URL that describes the code'),
    title: z.string().describe('The same for every problem with this code'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What went wrong, and what to do'),
    code: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .describe('Stable: programs can rely on it'),
    requestId: z.string().describe('Also in the server logs; include it in reports'),
    retryAfter: z
      .int()
      .positive()
      .optional()
      .describe('Seconds to wait before retrying, like the `Retry-After` header, which streams cannot send'),
    errors: z
      .array(
        z.strictObject({
          in: z.enum(['body', 'query', 'path', 'headers']),
          at: z.string().describe('Path of the field, separated by dots; empty for the whole value'),
          message: z.string(),
        }),
      )
      .optional()
      .describe('With the code `request-invalid`: every error, field by field'),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457)' })

export type Problem = z.output<typeof problemSchema>

const problemReply = { content: { 'application/problem+json': { schema: problemSchema } } }

/** The replies that any route may give in addition to its own. */
export const problemReplies = {
  '4xx': { description: 'The request was refused', ...problemReply },
  '5xx': { description: 'The request failed', ...problemReply },
}
