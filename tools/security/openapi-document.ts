import { z } from 'zod'

/** The parts of an OpenAPI 3.1 document that a test needs. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

export interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
  /** By status, such as `200`, or range, such as `4XX`. */
  readonly responses: Readonly<Record<string, DocumentedReply>>
}

export interface Parameter {
  readonly in: 'query' | 'path' | 'header' | 'cookie'
  readonly name: string
  readonly required?: boolean
  readonly schema: JsonSchema
}

export interface DocumentedReply {
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>
}

export type JsonSchema = Readonly<Record<string, unknown>>

/** An operation with its method and path. */
export interface DocumentedOperation extends Operation {
  /** In upper case. */
  readonly method: string
  /** With `{name}` for parameters. */
  readonly path: string
}

export function operationsOf({ paths }: OpenApiDocument): DocumentedOperation[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  )
}

/** Resolves a reference within the document. */
export function resolve({ components }: OpenApiDocument, schema: JsonSchema): JsonSchema {
  const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema.$ref))?.[1]
  return name === undefined ? schema : (components.schemas[name] ?? {})
}

/** Makes a validator for a schema of the document, including the schemas it refers to. */
export function checkerOf({ components }: OpenApiDocument, schema: JsonSchema): (value: unknown) => string[] {
  const text = JSON.stringify({ ...schema, $defs: components.schemas })
  const checked = z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')))
  return (value) => {
    const result = checked.safeParse(value)
    if (result.success) return []
    return result.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)
  }
}
