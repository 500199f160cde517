import { z } from 'zod'

/** As much of an OpenAPI 3.1 document as a test of it needs. */
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

/** An operation and where it stands. */
export interface DocumentedOperation extends Operation {
  /** In capital letters. */
  readonly method: string
  /** With `{name}` for what is filled in. */
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

/** Follows a reference of the document to what it names. */
export function resolve({ components }: OpenApiDocument, schema: JsonSchema): JsonSchema {
  const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema.$ref))?.[1]
  return name === undefined ? schema : (components.schemas[name] ?? {})
}

/** Makes a check of a schema of the document, the schemas that it refers to included. */
export function checkerOf({ components }: OpenApiDocument, schema: JsonSchema): (value: unknown) => string[] {
  const text = JSON.stringify({ ...schema, $defs: components.schemas })
  const checked = z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')))
  return (value) => {
    const result = checked.safeParse(value)
    if (result.success) return []
    return result.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)
  }
}
