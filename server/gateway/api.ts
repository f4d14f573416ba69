/** What the page fetches over HTTP: lessons, their images, and files that programs wrote. */
import { Router, type Response } from 'express'
import { CourseQuery } from '../protocol/index.ts'
import { listLessons } from '../lessons/index.ts'
import type { Course } from '../lessons/index.ts'
import type { Registry } from '../session/index.ts'
import { Downloads } from './downloads.ts'
import type { Edge } from './edge.ts'
import { sendHint } from './hints.ts'
import { restOf, sendZip, type FindZip } from './home.ts'
import { shared, type SharedShelf } from './shared.ts'
import { followLink, sendPage } from './visits.ts'

interface ApiParts {
  readonly course: Course
  readonly registry: Registry
  readonly edge: Edge
  readonly shelf: SharedShelf
  readonly zip: FindZip
}

/** Before all else: who asks has no cookie, and must not be given another. */
export function following(registry: Registry): Router {
  const router = Router()
  router.get('/follow/:key/:visit', (request, response) => followLink(registry, request, response))
  return router
}

/** The same for everyone, so nobody is told who they are by it. */
function forAnyone({ course, zip }: Pick<ApiParts, 'course' | 'zip'>): Router {
  const router = Router()
  router.get('/home/:lesson.zip', (request, response, next) => {
    sendZip(zip, request, response)
      .then((sent) => (sent ? undefined : notFound(response)))
      .catch(next)
  })
  router.get('/home/:lesson/:step', (request, response) => {
    const rest = restOf(course, request.params.lesson, request.params.step)
    if (rest === undefined) return notFound(response)
    response.set('cache-control', 'no-cache').json(rest)
  })
  router.get('/hints/:lesson/:step/:key', (request, response) => {
    if (!sendHint(course, request, response)) notFound(response)
  })
  return router
}

export function api({ course, registry, edge, shelf, zip }: ApiParts): Router {
  const router = Router()
  const downloads = new Downloads(registry, edge)
  router.use(forAnyone({ course, zip }))
  router.use((request, response, next) => {
    // `npm run dev` serves the document elsewhere; the identity must not depend on that.
    response.set('cache-control', 'no-cache')
    if (edge.cookies.learnerOf(request) !== undefined) return next()
    edge.cookies.identify(request, response).then(() => next(), next)
  })
  router.get('/lessons', (request, response) => {
    const query = CourseQuery.safeParse(request.query)
    if (!query.success) return void response.status(400).json({ say: 'No lessons are listed so.' })
    response.json(listLessons(course, query.data))
  })
  router.get('/lessons/:lesson', (request, response) => {
    const lesson = course.find(request.params.lesson)
    if (lesson === undefined) return notFound(response)
    const at = course.cards.findIndex(({ id }) => id === lesson.id)
    const next = at < 0 ? undefined : course.cards[at + 1]
    response.json({ ...lesson.view, ...(next && { next: { id: next.id, title: next.title } }) })
  })
  router.get('/glossary', (_request, response) => void response.json(course.glossary))
  router.get('/assets/:lesson/*path', (request, response) => {
    const path = course.asset(request.params.lesson, request.params.path.join('/'))
    if (path === undefined) return notFound(response)
    // An SVG of a lesson is an image, never a document with scripts.
    response.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    response.sendFile(path, { cacheControl: false, dotfiles: 'allow' }, (error) => {
      if (error && !response.headersSent) notFound(response)
    })
  })
  router.use('/shared', shared(shelf, edge))
  router.get('/visits/:visit', (request, response) => {
    const learner = edge.cookies.learnerOf(request)
    sendPage(learner === undefined ? undefined : registry.find(learner), request, response)
  })
  router.get('/files/:lesson/:step/*path', (request, response, next) => {
    downloads.send(request, response).then((sent) => {
      if (!sent) notFound(response)
    }, next)
  })
  router.use((_request, response) => notFound(response))
  return router
}

function notFound(response: Response): void {
  response.status(404).json({ say: 'There is nothing here.' })
}
