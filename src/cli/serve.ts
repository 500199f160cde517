import { once } from 'node:events'
import { Command } from 'commander'
import { type Config, loadServerConfig } from '../config/config.ts'
import { createServerServices } from '../services.ts'
import { CommandError } from './failure.ts'

/** `serve`: runs the HTTP service until it is stopped. */
export function serveCommand(): Command {
  return new Command('serve')
    .description(
      'Starts the web app and its HTTP API on HOST and PORT. Logs to standard error, with one line of JSON ' +
        'per request. SIGTERM or Ctrl-C stops it after the requests in progress are answered.',
    )
    .action(serve)
}

async function serve(): Promise<void> {
  const config = await loadServerConfig()
  // Loaded while the database opens, as both take a while.
  const [services, { startServer }, { createLogger }] = await Promise.all([
    createServerServices(config),
    import('../http/server.ts'),
    import('../http/logger.ts'),
  ])
  const logger = createLogger({ level: config.logLevel })
  try {
    const server = await startServer(services, config, { logger }).catch(explain(config))
    // Before the address is printed, as a reader may stop the server immediately.
    const told = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    console.log(`Sequel Finder for AniList is running at ${server.url}`)
    if (server.metricsUrl) console.log(`Metrics are at ${server.metricsUrl}`)
    const [signal] = await told
    logger.info(`received ${signal}, stopping`)
    await server.stop()
    logger.info('stopped')
  } finally {
    await services.close()
  }
}

/** Says what to do if a port is not available. */
function explain(config: Config): (error: NodeJS.ErrnoException & { port?: number }) => never {
  return (error) => {
    const isMetrics = error.port !== undefined && error.port === config.metricsPort
    const [portName, hostName] = isMetrics ? ['METRICS_PORT', 'METRICS_HOST'] : ['PORT', 'HOST']
    const port = isMetrics ? config.metricsPort : config.port
    switch (error.code) {
      case 'EADDRINUSE':
        throw new CommandError(
          'port-in-use',
          `Port ${port} is already in use, perhaps by another instance. Stop it, or set ${portName} to a different port.`,
          { cause: error },
        )
      case 'EACCES':
        throw new CommandError(
          'port-forbidden',
          `This user is not allowed to use port ${port}. Set ${portName} to a port above 1023, and put a proxy in front.`,
          { cause: error },
        )
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        throw new CommandError(
          'host-unavailable',
          `${hostName} is not an address of this machine. Set it to 127.0.0.1, or to 0.0.0.0 for all interfaces.`,
          { cause: error },
        )
    }
    throw error
  }
}
