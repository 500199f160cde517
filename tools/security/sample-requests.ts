import { type DocumentedOperation, type OpenApiDocument, operationsOf } from './openapi-document.ts'

/** A valid request, with each of its inputs marked or not. */
export interface SampleRequest {
  readonly method: string
  /** With `*` after each part that an attack may change. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** How many inputs there are to attack. */
  readonly inputs: number
}

/** Valid values by name, or by path and name if a name has several uses. */
const values: Readonly<Record<string, string>> = {
  name: 'casual',
  returnTo: '/u/casual',
  state: 'A'.repeat(43),
  code: 'B'.repeat(32),
  error: 'access_denied',
  depth: '2',
  relations: 'SEQUEL',
  adult: 'true',
  music: 'true',
  throughDropped: 'true',
  fromPlanned: 'true',
  order: 'story',
  showHidden: 'true',
  partial: 'true',
  include: 'franchises',
  fresh: 'true',
  scope: 'title',
  mediaId: '21',
  'idempotency-key': 'sample-key-0001',
  '/api/v1/auth/sessions/{id} id': 'C'.repeat(22),
  '/api/v1/media/{id} id': '21',
}

const bodies: Readonly<Record<string, unknown>> = {
  'POST /api/v1/list': { mediaIds: [21], status: 'PLANNING' },
  'PATCH /api/v1/list': { mediaId: 21, status: 'PAUSED', progress: 1 },
  'POST /api/v1/list/undo': { additionId: 'D'.repeat(16) },
  'POST /api/v1/relations': { ids: [21], relations: ['PREQUEL'] },
  'POST /api/v1/ignores': { ignores: [{ scope: 'title', mediaId: 21 }] },
}

/**
 * One request for each operation with inputs.
 *
 * @throws if the document has an input without a sample: a new route has to be attacked like the others
 */
export function sampleRequests(document: OpenApiDocument): SampleRequest[] {
  return operationsOf(document)
    .map(sampleOf)
    .filter(({ inputs }) => inputs > 0)
}

function sampleOf({ method, path, parameters = [], requestBody }: DocumentedOperation): SampleRequest {
  const named = (place: string) => parameters.filter((parameter) => parameter.in === place)
  const sampleFor = (name: string) => known(values[`${path} ${name}`] ?? values[name], `${path} ${name}`)
  const query = named('query').map(({ name }) => `${name}=${encodeURIComponent(sampleFor(name))}*`)
  const filled = named('path').reduce(
    (target, { name }) => target.replace(`{${name}}`, `${sampleFor(name)}*`),
    path,
  )
  const headers = named('header').map(({ name }) => [name, `${sampleFor(name)}*`])
  const body = requestBody && known(bodies[`${method} ${path}`], `${method} ${path}`)
  return {
    method,
    target: query.length > 0 ? `${filled}?${query.join('&')}` : filled,
    headers: Object.fromEntries(headers),
    body: body === undefined ? undefined : JSON.stringify(body),
    inputs: parameters.length + (body === undefined ? 0 : leaves(body)),
  }
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`tools/security/sample-requests.ts has no sample for ${what}`)
  return value
}

/** How many values a JSON value contains. */
function leaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, each) => sum + leaves(each), 0)
}
