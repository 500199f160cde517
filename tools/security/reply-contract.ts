import { checkerOf, type DocumentedReply, type OpenApiDocument, operationsOf } from './openapi-document.ts'

export interface SentReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** What is wrong with a reply. Empty if it matches the document and has what every reply must have. */
export type ReplyCheck = (method: string, operation: string, reply: SentReply) => string[]

/** Required in every reply. */
const headersOfAll = [
  'x-request-id',
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
]

/** Text that would reveal how the program is made. */
const internals =
  /node_modules|\bat (async )?[\w.<>]+ \(|\/src\/[\w/-]+\.ts|SQLITE_|ECONNREFUSED|syntax error at or near/

/**
 * Makes a check of replies against the document: their status, type and body are documented, and nothing reveals how the
 * program is made.
 */
export function replyContract(document: OpenApiDocument): ReplyCheck {
  const documented = new Map(
    operationsOf(document).map((each) => [`${each.method} ${each.path}`, each.responses]),
  )
  const checkProblem = checkerOf(document, { $ref: '#/components/schemas/Problem' })
  const checkers = new WeakMap<object, (value: unknown) => string[]>()

  return (method, operation, reply) => {
    const missing = headersOfAll.filter((name) => reply.headers[name] === undefined)
    const wrong = missing.map((name) => `has no ${name} header`)
    if (internals.test(reply.body)) wrong.push('reveals implementation details')
    const [type = ''] = String(reply.headers['content-type'] ?? '').split(';')
    if (reply.status >= 400 && type === 'application/problem+json') {
      if (reply.body !== '') wrong.push(...checkJson(checkProblem, reply.body))
      return wrong
    }
    const responses = documented.get(`${method === 'HEAD' ? 'GET' : method} ${operation}`)
    // Preflights are allowed for every address.
    if (method === 'OPTIONS' && reply.status === 204) return wrong
    const expected = responses && documentedReply(responses, reply.status)
    if (!expected) return [...wrong, `${reply.status} is not documented`]
    return [...wrong, ...checkContent(expected, type, reply)]
  }

  function checkContent({ content }: DocumentedReply, type: string, { body }: SentReply): string[] {
    if (!content) return body === '' ? [] : ['has a body, but none is documented']
    const media = content[type]
    if (!media) return [`has the type ${type || '(none)'}, which is not documented`]
    if (type !== 'application/json' || body === '') return []
    const check = checkers.get(media) ?? checkerOf(document, media.schema)
    checkers.set(media, check)
    return checkJson(check, body)
  }
}

function documentedReply(
  responses: Readonly<Record<string, DocumentedReply>>,
  status: number,
): DocumentedReply | undefined {
  return responses[status] ?? responses[`${Math.floor(status / 100)}XX`]
}

function checkJson(check: (value: unknown) => string[], body: string): string[] {
  try {
    return check(JSON.parse(body))
  } catch {
    return ['is not JSON']
  }
}
