import { loadServerConfig } from '../src/config/config.ts'
import { freshSecrets } from '../src/config/fresh-secrets.ts'
import { buildApp } from '../src/http/app.ts'
import { createLogger } from '../src/http/logger.ts'
import { createServerServices } from '../src/services.ts'

/** The OpenAPI document of all routes, as in `docs/openapi.json`: the same for every configuration. */
export async function formatOpenApi(): Promise<string> {
  const defaults = await loadServerConfig({ env: freshSecrets('k1'), folder: import.meta.dirname })
  const config = { ...defaults, databaseUrl: 'sqlite::memory:' }
  const services = await createServerServices(config)
  const app = await buildApp(services, config, { logger: createLogger({ level: 'silent' }) })
  try {
    await app.ready()
    return `${JSON.stringify(app.swagger(), null, 2)}\n`
  } finally {
    await app.close()
    await services.close()
  }
}
