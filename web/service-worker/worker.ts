// The service worker: keeps the page's files on the device, so that the page opens offline. The data it shows there is kept
// by web/data/scan-query.ts.
//
// Not made with Workbox, whose tools have 338 packages, and which would serve a cached page before checking for a newer one,
// and delete an old version's chunks while pages still use them.
import { treatmentOf } from './treatment.ts'

/** Inserted by tools/service-worker.ts: the files, with digests for those that keep their names between versions. */
declare const shellFiles: readonly (readonly [path: string, integrity?: string])[]
/** Changes with the files. */
declare const shellVersion: string
declare const self: ServiceWorkerGlobalScope

const prefix = 'shell-'
const cacheName = `${prefix}${shellVersion}`
const files = shellFiles
const paths = new Set(files.map(([path]) => path))
/** A network that does not respond for this long is treated as absent. */
const patienceMs = 4_000

self.addEventListener('install', (event) => {
  // Pages of the previous version keep working, as its files are kept until the next update.
  event.waitUntil(keepFiles().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldFiles().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const treatment = treatmentOf(request, self.location.origin, paths)
  if (treatment === 'view') event.respondWith(fromNetwork(request, '/'))
  if (treatment === 'file') event.respondWith(fromNetwork(request, new URL(request.url).pathname))
  if (treatment === 'part') event.respondWith(findPart(request))
})

async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName)
  await Promise.all(
    files.map(async ([path, integrity]) => {
      if (await cache.match(path)) return
      await cache.put(path, (!integrity && (await findKept(path))) || (await readFile(path, integrity)))
    }),
  )
}

/** A file of another version is rejected, as it would not work with the others. */
async function readFile(path: string, integrity: string | undefined): Promise<Response> {
  const reply = await fetch(path, {
    priority: 'low',
    credentials: 'omit',
    ...(integrity && { integrity, cache: 'reload' }),
  })
  if (!reply.ok) throw new Error(`Could not load ${path}: HTTP ${reply.status}`)
  return reply
}

/** Keeps the files of this version and the previous one. */
async function forgetOldFiles(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
}

async function findPart(request: Request): Promise<Response> {
  return (await findKept(request)) ?? fetch(request)
}

/** Finds a file of any stored version. */
function findKept(asked: Request | string): Promise<Response | undefined> {
  // Replies vary by content coding, but stored ones are decoded.
  return caches.match(asked, { ignoreVary: true })
}

/** The newest version, or the stored one if the network or the server is down. */
async function fromNetwork(request: Request, path: string): Promise<Response> {
  const kept = await caches.match(path, { cacheName, ignoreVary: true })
  const network = fetch(request)
  if (!kept) return network
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs))
  const reply = await Promise.race([network.catch(() => undefined), late])
  return reply && reply.status < 500 ? reply : kept
}
