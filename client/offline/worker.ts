/**
 * The service worker: without a network the page of this build, the lessons that were loaded, and practice go on.
 *
 * One cache per build holds its document and all that the document loads; it is filled whole before the worker
 * takes over, and goes with it, so a page is never made of two builds. A newer worker waits until no page of the
 * older build is open. Online the document always comes from the server, as do the lessons.
 */

/** Set by the build: what to keep, and the hash of the document, as base64. */
declare const BUILD: { files: readonly string[]; document: string }

// The compiler's library does not know which kind of worker this is.
const scope = self as unknown as ServiceWorkerGlobalScope

const DOCUMENT = '/index.html'
const SHELL = `backchannel-page-${BUILD.document}`
/** Outlives builds: each answer is replaced when the server gives a newer one. */
const LESSONS = 'backchannel-lessons'

/** Addresses that the page draws itself, but for those in other sites' frames. */
const OWN = /^\/(lessons(\/.*)?|practice|glossary)?$/
const COURSE = '/api/lessons'
const LESSON = /^\/lessons\/([^/]+)/
/** What is the same for every learner and is read: the course, lessons, pictures, words. */
const READ = /^\/api\/(lessons(\/[^/]+)?|glossary|assets\/.+)$/

async function install(): Promise<void> {
  const response = await fetch(DOCUMENT, { cache: 'reload' })
  const body = await response.clone().arrayBuffer()
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  // The server may have a newer build by now: its own worker comes with it.
  if (!response.ok || btoa(String.fromCharCode(...hash)) !== BUILD.document)
    throw new Error('The page is of another build.')
  const cache = await caches.open(SHELL)
  await cache.addAll(BUILD.files)
  await cache.put(DOCUMENT, response)
}

async function activate(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('backchannel-page-') && name !== SHELL)
  await Promise.all(old.map((name) => caches.delete(name)))
  await scope.clients.claim()
  // What the pages that are open read came before there was a worker.
  const pages = await scope.clients.matchAll()
  const lessons = pages.flatMap(({ url }) => LESSON.exec(new URL(url).pathname)?.[1] ?? [])
  const read = ['', ...lessons.map((lesson) => `/${lesson}`)].map((id) => `/api/lessons${id}`)
  await Promise.allSettled(read.map((path) => fresh(new Request(path), LESSONS, path)))
}

/** From the server; from `name` when it does not answer. */
async function fresh(request: Request, name: string, key: Request | string): Promise<Response> {
  try {
    const response = await fetch(request)
    if (name === LESSONS && response.ok) await (await caches.open(name)).put(key, response.clone())
    return response
  } catch (error) {
    const kept = await (await caches.open(name)).match(key, { ignoreVary: true })
    if (kept !== undefined) return kept
    throw error
  }
}

/** A file whose name has its hash: the same wherever it comes from. */
async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(SHELL)
  const known = await cache.match(request, { ignoreVary: true })
  if (known !== undefined) return known
  const response = await fetch(request)
  // The editor, of which most is too large to be kept before it is wanted.
  if (response.ok) await cache.put(request, response.clone())
  return response
}

function answer(request: Request): Promise<Response> | undefined {
  const { origin, pathname, search, searchParams } = new URL(request.url)
  if (request.method !== 'GET' || origin !== scope.location.origin) return undefined
  // Where the course is opened. What is looked for in it takes the server.
  if (pathname === COURSE && !searchParams.has('find') && !searchParams.has('from'))
    return fresh(request, LESSONS, COURSE)
  if (search !== '') return undefined
  if (request.mode === 'navigate')
    return OWN.test(pathname) ? fresh(request, SHELL, DOCUMENT) : undefined
  if (pathname.startsWith('/assets/')) return kept(request)
  return READ.test(pathname) ? fresh(request, LESSONS, request) : undefined
}

scope.addEventListener('install', (event) => event.waitUntil(install()))
scope.addEventListener('activate', (event) => event.waitUntil(activate()))
scope.addEventListener('fetch', (event) => {
  const answered = answer(event.request)
  // Neither the server nor a copy: the page is told as it would be without a worker.
  if (answered !== undefined) event.respondWith(answered.catch(() => Response.error()))
})
