// The service worker: keeps the files of the page on the device, so that it opens without a network. What it shows there is the
// page's own affair (see web/data/scan-query.ts).
//
// Written by hand and not by Workbox, whose tools bring 338 packages and whose ways are not ours: it answers with the shell that
// it kept before it asks for a newer one, and throws the parts of a version away while pages of that version are still open.
import { treatmentOf } from './treatment.ts'

/** Put here by tools/service-worker.ts: the files with their digests, which those need that keep their name in every version. */
declare const shellFiles: readonly (readonly [path: string, integrity?: string])[]
/** Another one for other files. */
declare const shellVersion: string
declare const self: ServiceWorkerGlobalScope

const prefix = 'shell-'
const cacheName = `${prefix}${shellVersion}`
const files = shellFiles
const paths = new Set(files.map(([path]) => path))
/** A network that is there but does not answer is as good as none. */
const patienceMs = 4_000

self.addEventListener('install', (event) => {
  // Pages of the version before lose nothing by it: their parts stay for as long as this version is the newest.
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

/** Of another version than this worker's, a file is refused: with the rest it would make no page. */
async function readFile(path: string, integrity: string | undefined): Promise<Response> {
  const reply = await fetch(path, {
    priority: 'low',
    credentials: 'omit',
    ...(integrity && { integrity, cache: 'reload' }),
  })
  if (!reply.ok) throw new Error(`Could not load ${path}: HTTP ${reply.status}`)
  return reply
}

/** Keeps the files of this version, and of the one before. */
async function forgetOldFiles(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
}

async function findPart(request: Request): Promise<Response> {
  return (await findKept(request)) ?? fetch(request)
}

/** A file of any version that is kept. */
function findKept(asked: Request | string): Promise<Response | undefined> {
  // Replies vary with what codings a browser takes; what is kept is decoded.
  return caches.match(asked, { ignoreVary: true })
}

/** The newest there is; what is kept where the network, or the server behind it, is away. */
async function fromNetwork(request: Request, path: string): Promise<Response> {
  const kept = await caches.match(path, { cacheName, ignoreVary: true })
  const network = fetch(request)
  if (!kept) return network
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs))
  const reply = await Promise.race([network.catch(() => undefined), late])
  return reply && reply.status < 500 ? reply : kept
}
