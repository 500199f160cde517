import { HttpError } from '../http-error.ts'
import type { App } from '../instance.ts'

const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'] as const

/**
 * Answers the addresses of the API with 405 for methods that they don't have, where Fastify would say 404. Call it before the
 * first route is added, and what it returns after the last.
 */
export function watchMethods(app: App): () => void {
  const routes = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method, schema }) => {
    if (schema?.hide) return
    const known = routes.get(url) ?? new Set()
    for (const each of [method].flat()) known.add(each)
    routes.set(url, known)
  })

  return () => {
    for (const [url, known] of [...routes]) {
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
