import fc, { type Arbitrary } from 'fast-check'
import {
  type JsonSchema,
  type OpenApiDocument,
  operationsOf,
  type Parameter,
  resolve,
} from './openapi-document.ts'

/** A request as sent over the wire. */
export interface FuzzRequest {
  readonly method: string
  /** The path of its operation, with `{name}` for parameters. */
  readonly operation: string
  readonly target: string
  /** Alternating names and values, so that a header may occur twice. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | undefined
  /** Who sends it: a session of this instance, or nobody. */
  readonly signedIn: boolean
}

/** Input that has broken servers before, for paths, queries, headers and bodies. */
const nasty = [
  ...'0 -1 1.5 1e309 9007199254740993 NaN null undefined true [] {} %00 %ff %c0%ae % / // . .. ../../../etc/passwd'.split(
    ' ',
  ),
  ...'😀 進撃の巨人 {{7*7}} $(id) `id` |id <script>alert(1)</script> __proto__ constructor toString hasOwnProperty'.split(
    ' ',
  ),
  ...'http://localhost/ javascript:alert(1) file:///etc/passwd ..\\..\\windows'.split(' '),
  ...['', ' ', '\u0000', '\u2028', '\ufeff', '\ud800', 'a'.repeat(300), 'a'.repeat(5_000)],
  ...["' OR '1'='1", "'; DROP TABLE media; --", 'a\r\nSet-Cookie: b=c'],
]

/** Some users that the sandbox has, and some that it does not have. Only a few, because each is a request to AniList. */
const userNames = ['casual', 'CASUAL', 'collector', 'newcomer', 'private-person', 'nobody', 'someone-else']

const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

/** Mostly valid for the schema, sometimes not. */
export function fuzzRequests(document: OpenApiDocument): Arbitrary<FuzzRequest> {
  const requests = operationsOf(document).map((operation) => {
    const parameters = operation.parameters ?? []
    const path = parameters.filter((parameter) => parameter.in === 'path')
    const query = parameters.filter((parameter) => parameter.in === 'query')
    const bodySchema = operation.requestBody?.content['application/json']?.schema
    return fc
      .record({
        method: mostly(
          fc.constant(operation.method),
          fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'),
        ),
        values: fc.tuple(...path.map((parameter) => mostly(parameterValue(document, parameter), anyText))),
        query: fc.tuple(
          ...query.map((parameter) => sometimes(1, mostly(parameterValue(document, parameter), anyText))),
        ),
        extra: sometimes(11, fc.tuple(anyText, anyText)),
        repeated: rarely,
        raw: rarely,
        headers: sometimes(1, anyHeaders).map((headers) => headers ?? []),
        body: bodySchema
          ? mostly(jsonOf(document, bodySchema), anyBody)
          : mostly(fc.constant(undefined), anyBody),
        contentType: mostly(
          fc.constant('application/json'),
          fc.constantFrom(
            'text/plain',
            'application/xml',
            'multipart/form-data; boundary=x',
            'application/json; charset=utf-16',
            'x',
          ),
        ),
        signedIn: fc.boolean(),
      })
      .map((parts): FuzzRequest => {
        const encode = parts.raw ? rawTarget : encodeText
        const filled = path.reduce(
          (target, { name }, i) => target.replace(`{${name}}`, () => encode(parts.values[i] ?? '')),
          operation.path,
        )
        const pairs = query.flatMap(({ name }, i) => {
          const value = parts.query[i]
          return value === null || value === undefined ? [] : [[name, value] as const]
        })
        if (parts.extra) pairs.push(parts.extra)
        if (parts.repeated && pairs[0]) pairs.push(pairs[0])
        const search = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
        return {
          method: parts.method,
          operation: operation.path,
          target: rawTarget(search ? `${filled}?${search}` : filled),
          headers:
            parts.body === undefined
              ? parts.headers
              : [...parts.headers, ['content-type', parts.contentType]],
          body: parts.body,
          signedIn: parts.signedIn,
        }
      })
  })
  const elsewhere = fc.constantFrom(...nasty.filter(Boolean)).map(
    (text): FuzzRequest => ({
      ...{ method: 'GET', operation: '', headers: [], body: undefined, signedIn: false },
      target: rawTarget(`/${text}`),
    }),
  )
  return fc.oneof(
    { weight: requests.length * 10, arbitrary: fc.oneof(...requests) },
    { weight: requests.length, arbitrary: elsewhere },
  )
}

/** Omits it this many times as often as not. */
function sometimes<T>(without: number, arbitrary: Arbitrary<T>): Arbitrary<T | null> {
  return fc.oneof({ weight: without, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
}

const rarely = fc.nat({ max: 11 }).map((n) => n === 0)

function mostly<T, U>(usual: Arbitrary<T>, other: Arbitrary<U>): Arbitrary<T | U> {
  return fc.oneof({ weight: 4, arbitrary: usual as Arbitrary<T | U> }, { weight: 1, arbitrary: other })
}

function parameterValue(document: OpenApiDocument, { name, schema }: Parameter): Arbitrary<string> {
  if (name === 'name') return fc.constantFrom(...userNames)
  return jsonValue(document, schema).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  )
}

function jsonOf(document: OpenApiDocument, schema: JsonSchema): Arbitrary<string> {
  return jsonValue(document, schema).map((value) => JSON.stringify(value))
}

const anyBody = fc.oneof(
  fc.json(),
  fc.constantFrom(
    '',
    '{',
    '[',
    'null',
    '"',
    '{"__proto__":{"a":1}}',
    `${'['.repeat(2_000)}${']'.repeat(2_000)}`,
    `"${'a'.repeat(70_000)}"`,
  ),
  anyText,
)

/** Valid for a schema, sometimes with a field of another type. */
function jsonValue(document: OpenApiDocument, given: JsonSchema): Arbitrary<unknown> {
  const schema = resolve(document, given)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (choices) return fc.oneof(...choices.map((choice) => jsonValue(document, choice)))
  switch (schema.type) {
    case 'string':
      return typeof schema.pattern === 'string' ? fc.stringMatching(new RegExp(schema.pattern)) : anyText
    case 'integer':
      return fc.oneof(fc.integer({ min: 1, max: 200_000 }), fc.maxSafeInteger())
    case 'number':
      return fc.double()
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(mostly(jsonValue(document, (schema.items ?? {}) as JsonSchema), fc.jsonValue()), {
        maxLength: 60,
      })
    case 'object':
      return objectOf(document, schema)
    default:
      return fc.jsonValue()
  }
}

function objectOf(document: OpenApiDocument, schema: JsonSchema): Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  const fields = Object.fromEntries(
    properties.map(([name, property]) => [name, mostly(jsonValue(document, property), fc.jsonValue())]),
  )
  const extra = sometimes(7, fc.dictionary(anyText, fc.jsonValue(), { maxKeys: 2 }))
  return fc
    .tuple(mostly(fc.record(fields), fc.record(fields, { requiredKeys: [] })), extra)
    .map(([record, more]) => ({ ...record, ...more }))
}

/** What a header can contain. */
const headerText = anyText.map((text) => text.replace(/[^\x20-\x7e]/g, '').trim())

const headerValues: Readonly<Record<string, Arbitrary<string>>> = {
  accept: fc.constantFrom(
    ...[
      'application/json',
      'text/event-stream',
      'text/html',
      '*/*',
      'application/xml',
      'text/event-stream;q=0',
    ],
  ),
  authorization: fc.constantFrom(
    ...['Bearer x', 'Bearer', 'Basic dXNlcjpwYXNz', `Bearer ${'a'.repeat(4_000)}`],
    'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.',
  ),
  'accept-encoding': fc.constantFrom('gzip', 'br', 'br;q=0', 'identity;q=0', '*'),
  cookie: headerText.map((text) => `sequel-finder-access=${text}`),
  'x-csrf-token': headerText,
  'last-event-id': headerText,
  'if-none-match': headerText,
  'idempotency-key': headerText,
  'x-forwarded-for': headerText,
  'x-request-id': headerText,
  origin: fc.constantFrom('http://localhost:8000', 'https://evil.net', 'null'),
  'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', 'none'),
  expect: fc.constantFrom('100-continue', '100-continue', '100-continue', 'x'),
  range: fc.constantFrom('bytes=0-1', 'x'),
}

const anyHeaders = fc.array(
  fc.oneof(...Object.entries(headerValues).map(([name, value]) => fc.tuple(fc.constant(name), value))),
  { maxLength: 4 },
)

function encodeText(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** The characters that a request line can contain; others would be refused by the client, not by the server. */
function rawTarget(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character.toWellFormed()))
}
