import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { RouteOptions } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { version } from '../../version.ts'
import type { App } from '../instance.ts'

const description = `
Finds every sequel missing from an AniList anime list. Unofficial: not affiliated with AniList.

Errors are problem details (RFC 9457) with a stable \`code\`; \`/docs/problems\` lists them all.
`.trim()

/** Collects the schemas of all routes added after it into an OpenAPI document. */
export async function documentRoutes(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sequel Finder for AniList',
        version,
        description,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This instance' }],
      components: { securitySchemes },
      security: signedIn,
    },
    transform: (route) => withSecurity(route, jsonSchemaTransform(route)),
    transformObject: (source) => withoutIdleInputs(jsonSchemaTransformObject(source)),
  })
}

/** Alternatives: never both in one request. */
const securitySchemes = {
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'sequel-finder-access',
    description:
      'For browsers. Over https its name starts with `__Host-`. Writes also need the `X-CSRF-Token` header.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'For programs: the access token in the Authorization header.',
  },
} as const
const signedIn = [{ cookie: [] }, { bearer: [] }]

/** Marks public routes as open. */
function withSecurity<Transformed extends { schema: object }>(
  { route }: { readonly route: RouteOptions },
  transformed: Transformed,
): Transformed {
  if (!route.config?.public) return transformed
  const security = route.config.optionalSignIn ? [{}, ...signedIn] : []
  return { ...transformed, schema: { ...transformed.schema, security } }
}

interface OpenApiDocument {
  readonly paths?: object
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

/** Every named schema is listed twice, for input and output; removes those that no request uses. */
function withoutIdleInputs<Document extends object>(document: Document): Document {
  const { paths, components }: OpenApiDocument = document
  const schemas = components?.schemas ?? {}
  const used = new Set<string>()
  const follow = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue
      used.add(name)
      follow(schemas[name])
    }
  }
  follow(paths)
  const kept = Object.entries(schemas).filter(([name]) => used.has(name) || !name.endsWith('Input'))
  return { ...document, components: { ...components, schemas: Object.fromEntries(kept) } }
}

/** Shows the document at `/docs` using only our own scripts and styles; the document itself is at `/docs/json`. */
export async function showDocumentation(app: App): Promise<void> {
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, public: true, limit: 'pages' }
    })
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      theme: { title: 'API · Sequel Finder for AniList' },
      uiConfig: {
        // The other layout has a logo with an inline style.
        layout: 'BaseLayout',
        // Its badge would send a request to a third party.
        validatorUrl: null,
        tryItOutEnabled: true,
        displayRequestDuration: true,
      },
    })
  })
}
