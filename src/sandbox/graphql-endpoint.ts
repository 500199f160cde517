import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { ApiError, internalError } from './api-error.ts'
import { complexityOf, maxComplexity } from './complexity.ts'
import type { RequestContext } from './request-context.ts'
import { buildExecutableSchema } from './schema.ts'

/** A parsed request. One with a `refusal` must not be run. */
export interface GraphqlRequest {
  readonly operationName: string | null
  /** Null if the query is invalid. */
  readonly complexity: number | null
  readonly refusal: GraphqlReply | undefined
  readonly run: (context: RequestContext) => Promise<GraphqlReply>
}

export interface GraphqlReply {
  readonly status: number
  readonly body: {
    readonly data: Readonly<Record<string, unknown>> | null
    readonly errors?: readonly ErrorBody[]
  }
}

interface ErrorBody {
  readonly message: string
  readonly status: number
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  readonly validation?: ApiError['validation']
}

/** Parses request bodies: JSON with `query`, `variables` and `operationName`. */
export function createGraphqlEndpoint(): (body: string) => GraphqlRequest {
  const schema = buildExecutableSchema()
  return (body) => {
    let operationName: string | null = null
    let complexity: number | null = null
    try {
      const input = readBody(body)
      operationName = input.operationName
      const { document, operation } = readQuery(schema, input)
      operationName ??= operation.name?.value ?? null
      complexity = complexityOf(operation, document)
      if (complexity > maxComplexity) {
        throw new ApiError(400, `Max query complexity should be ${maxComplexity} but got ${complexity}.`)
      }
      const aliases = countAliases(operation)
      const run = async (context: RequestContext) => {
        if (aliases > context.behaviour.aliases) return refuse(new ApiError(400, 'Too many aliases.'))
        return await carryOut(schema, document, input, context)
      }
      return { operationName, complexity, refusal: undefined, run }
    } catch (error) {
      const refusal = refuse(error)
      return { operationName, complexity, refusal, run: () => Promise.resolve(refusal) }
    }
  }
}

/** AniList's form of a request without data. Rethrows errors that are faults of the sandbox. */
export function refuse(error: unknown): GraphqlReply {
  const errors = (error instanceof InvalidQuery ? error.errors : [error]).map(errorBody)
  return { status: errors[0]?.status ?? 500, body: { data: null, errors } }
}

interface Input {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | null
}

class InvalidQuery extends Error {
  readonly errors: readonly GraphQLError[]

  constructor(errors: readonly GraphQLError[]) {
    super('Invalid query')
    this.errors = errors
  }
}

function readBody(body: string): Input {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new ApiError(400, 'The body of the request is not JSON.')
  }
  if (!isRecord(value) || typeof value.query !== 'string')
    throw new ApiError(400, 'The body of the request has no "query".')
  const { query, variables = null, operationName = null } = value
  if (variables !== null && !isRecord(variables)) throw new ApiError(400, '"variables" is not an object.')
  if (operationName !== null && typeof operationName !== 'string')
    throw new ApiError(400, '"operationName" is not a string.')
  return { query, variables: variables ?? {}, operationName }
}

function readQuery(
  schema: GraphQLSchema,
  { query, operationName }: Input,
): { document: DocumentNode; operation: OperationDefinitionNode } {
  const document = parse(query)
  const errors = validate(schema, document)
  if (errors.length > 0) throw new InvalidQuery(errors)
  const operation = getOperationAST(document, operationName)
  if (!operation)
    throw new ApiError(400, 'The query has no operation of that name, or has several and none was named.')
  return { document, operation }
}

/** The number of top-level aliases, except in fragments. */
function countAliases({ selectionSet }: OperationDefinitionNode): number {
  return selectionSet.selections.filter((one) => one.kind === Kind.FIELD && one.alias).length
}

async function carryOut(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variables: variableValues, operationName }: Input,
  contextValue: RequestContext,
): Promise<GraphqlReply> {
  const { data = null, errors = [] } = await execute({
    schema,
    document,
    variableValues,
    operationName,
    contextValue,
  })
  if (contextValue.budget.isExceeded) return refuse(internalError())
  if (errors.length === 0) return { status: 200, body: { data } }
  const bodies = errors.map(errorBody)
  const isEmpty = data === null || Object.values(data).every((value) => value === null)
  return { status: bodies[0]?.status ?? 500, body: { data: isEmpty ? null : data, errors: bodies } }
}

function errorBody(error: unknown): ErrorBody {
  if (error instanceof ApiError) return apiErrorBody(error)
  if (!(error instanceof GraphQLError)) throw error
  const { originalError, message, locations } = error
  const place = locations ? { locations } : {}
  if (originalError instanceof ApiError) return { ...apiErrorBody(originalError), ...place }
  if (originalError && !(originalError instanceof GraphQLError)) throw originalError
  return { message, status: 400, ...place }
}

function apiErrorBody({ message, status, validation }: ApiError): ErrorBody {
  return { message, status, ...(validation && { validation }) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
