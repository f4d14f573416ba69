/** Files that programs wrote, on their way to the learner: so many at once as may lie in memory while nobody reads them. */
import type { Request, Response } from 'express'
import { isPlain, type Registry } from '../session/index.ts'
import { Crowd } from './crowd.ts'
import type { Edge } from './edge.ts'
import { AT_ONCE } from './limits.ts'
import { placeOf } from './place.ts'

type FileRequest = Request<{ step: string; path: string[] }>

export class Downloads {
  readonly #registry: Pick<Registry, 'find'>
  readonly #edge: Pick<Edge, 'proxies' | 'cookies' | 'onLimit'>
  readonly #learners = new Crowd(AT_ONCE.downloads)
  readonly #places = new Crowd(AT_ONCE.downloadsOfPlace)

  constructor(
    registry: Pick<Registry, 'find'>,
    edge: Pick<Edge, 'proxies' | 'cookies' | 'onLimit'>,
  ) {
    this.#registry = registry
    this.#edge = edge
  }

  /** False when there is no such file: then nothing has been answered. */
  async send(request: Request, response: Response): Promise<boolean> {
    const { step, path } = (request as unknown as FileRequest).params
    const learner = this.#edge.cookies.learnerOf(request)
    const lab = learner === undefined ? undefined : this.#registry.find(learner)?.keeper.lab
    const file = [step, ...path].join('/')
    if (learner === undefined || lab === undefined || !isPlain(file)) return false
    if (!this.#enter(learner, request, response)) {
      this.#edge.onLimit('downloads')
      response.status(429).set('retry-after', '2')
      response.json({ say: 'Too many downloads at once. Wait for the others.' })
      return true
    }
    let bytes: Buffer
    try {
      bytes = await lab.read(file)
    } catch {
      // Not there any more, or the lab went away: both are "not found" to a browser.
      return false
    }
    response.set('cache-control', 'no-store')
    response.attachment(path.at(-1) ?? 'file')
    response.type('application/octet-stream').send(bytes)
    return true
  }

  /** Until the response is over, however it ends. */
  #enter(learner: string, request: Request, response: Response): boolean {
    const leaveLearner = this.#learners.enter(learner)
    if (leaveLearner === undefined) return false
    response.once('close', leaveLearner)
    const leavePlace = this.#places.enter(placeOf(this.#edge.proxies.addressOf(request)))
    if (leavePlace === undefined) return false
    response.once('close', leavePlace)
    return true
  }
}
