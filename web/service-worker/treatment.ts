/**
 * How the worker answers a request: `view` with the page itself, `part` with a file named by its content hash, `file`
 * with any other file of the page. `undefined` leaves the request to the browser.
 */
export type Treatment = 'view' | 'part' | 'file' | undefined

export type Asked = Pick<Request, 'url' | 'method' | 'mode'>

/**
 * @param origin of the page
 * @param files the paths of all files of the page
 */
export function treatmentOf(request: Asked, origin: string, files: ReadonlySet<string>): Treatment {
  const { origin: from, pathname } = new URL(request.url)
  if (request.method !== 'GET' || from !== origin) return undefined
  // Never cache API replies: they may be private, and the page must know how old its data is.
  if (/^\/(api|docs)(\/|$)/.test(pathname)) return undefined
  if (request.mode === 'navigate') return 'view'
  if (pathname.startsWith('/assets/')) return 'part'
  return files.has(pathname) ? 'file' : undefined
}
