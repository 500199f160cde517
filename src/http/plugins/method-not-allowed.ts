import type { RouteOptions } from 'fastify'
import { HttpError } from '../http-error.ts'
import type { App } from '../instance.ts'

const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'] as const

/**
 * Answers the addresses of the API with 405 for methods that they don't have, where Fastify would say 404. Call it before the
 * first route is added, and what it returns after the last.
 */
export function watchMethods(app: App): () => void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })

  return () => {
    const documented = routes.filter(({ schema }) => !schema?.hide)
    for (const [url, same] of Map.groupBy(documented, (route) => route.url)) {
      const known = new Set(same.flatMap(({ method }) => method))
      const others = methods.filter((method) => !known.has(method))
      const allow = [...known].sort().join(', ')
      app.route({
        url,
        method: others,
        config: { public: true },
        schema: { hide: true },
        onRequest: async () => {
          throw new HttpError('method-not-allowed', `This address knows the methods ${allow}.`, {
            headers: { allow },
          })
        },
        handler: async () => {},
      })
    }
  }
}
