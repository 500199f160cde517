import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3-multiple-ciphers'

/**
 * Runs a site on the loopback address with every flaw that the tools look for, so that a tool that finds nothing elsewhere is
 * known to work. It accepts few connections, concatenates SQL, and echoes its input.
 */
export async function withVulnerableSite<T>(use: (url: string) => Promise<T>): Promise<T> {
  const database = new Database(':memory:')
  database.exec("create table title (id integer, name text); insert into title values (1, 'one'), (2, 'two')")

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    response.setHeader('content-type', 'text/html')
    if (pathname === '/title') response.end(page(titles(searchParams.get('id') ?? '')))
    else if (pathname === '/search') response.end(page(`Nothing is called ${searchParams.get('q')}`))
    else response.end(page('<a href="/title?id=1">a title</a> <a href="/search?q=one">a search</a>'))
  })
  server.maxConnections = 20

  function titles(id: string): string {
    try {
      return JSON.stringify(database.prepare(`select name from title where id = ${id}`).all([]))
    } catch (error) {
      const { code, message } = error as Error & { code?: string }
      return `[${code}] ${message}`
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    database.close()
  }
}

function page(body: string): string {
  return `<!doctype html><html><body>${body}</body></html>`
}
