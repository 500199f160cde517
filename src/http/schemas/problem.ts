import { z } from 'zod'

/** RFC 9457 problem details. Everything that is not a success has this form. */
export const problemSchema = z
  .strictObject({
    type: z.string().describe('Names the code, as an address that describes it'),
    title: z.string().describe('The same for every problem of the code'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What is wrong here, and what to do'),
    code: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .describe('Stable: programs may rely on it'),
    requestId: z.string().describe('Stands in the logs too; name it in a report'),
    retryAfter: z
      .int()
      .positive()
      .optional()
      .describe('Seconds until asking again makes sense: the header `Retry-After`, for streams'),
    errors: z
      .array(
        z.strictObject({
          in: z.enum(['body', 'query', 'path', 'headers']),
          at: z.string().describe('The field, with dots between the parts of its path; empty for the whole'),
          message: z.string(),
        }),
      )
      .optional()
      .describe('Where the code is `request-invalid`: all that is wrong, field by field'),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457)' })

export type Problem = z.output<typeof problemSchema>

const problemReply = { content: { 'application/problem+json': { schema: problemSchema } } }

/** What any route may answer besides its own replies. */
export const problemReplies = {
  '4xx': { description: 'The request is refused', ...problemReply },
  '5xx': { description: 'The request failed', ...problemReply },
}
