/**
 * How the worker answers a request: `view` with the page itself, `part` with a file whose name changes with what is in it, `file`
 * with any other file of the page. `undefined` leaves the request to the browser, as if there were no worker.
 */
export type Treatment = 'view' | 'part' | 'file' | undefined

/** What of a request tells how to treat it. */
export type Asked = Pick<Request, 'url' | 'method' | 'mode'>

/**
 * @param origin of the page
 * @param files the paths of all files of the page
 */
export function treatmentOf(request: Asked, origin: string, files: ReadonlySet<string>): Treatment {
  const { origin: from, pathname } = new URL(request.url)
  if (request.method !== 'GET' || from !== origin) return undefined
  // Nothing of the API is ever kept here: it may be private, and the page itself knows how old what it shows may be.
  if (/^\/(api|docs)(\/|$)/.test(pathname)) return undefined
  if (request.mode === 'navigate') return 'view'
  if (pathname.startsWith('/assets/')) return 'part'
  return files.has(pathname) ? 'file' : undefined
}
