/** The server is killed while learners work: how soon everything of it is gone, and how soon they work again. */
import { setTimeout as wait } from 'node:timers/promises'
import { alive } from '../test/serverProcess.ts'
import type { House } from './house.ts'

/** Learners who work then: more would measure how fast programs start. */
const LEARNERS = 10
/** Longer is not waited for, ms. */
const PATIENCE_MS = 30_000

/** All of them ms: until no process is left, until another server serves, until all learners work in it. */
export interface Killed {
  readonly gone: number
  readonly serves: number
  readonly work: number
}

/** The house needs nobody in it, and has at most so many learners afterwards, at work in another server. */
export async function killOutright(
  house: House,
  most: number,
): Promise<{ readonly killed: Killed; readonly wrong: readonly string[] }> {
  await house.fill(Math.min(LEARNERS, most))
  const family = house.server.family()
  const began = performance.now()
  await house.server.end('SIGKILL')
  while (alive(family).length > 0 && performance.now() - began < PATIENCE_MS) await wait(20)
  const gone = performance.now() - began
  const left = alive(family).map((row) => `left over by a server that was killed: ${row}`)
  const again = performance.now()
  await house.restart()
  const serves = performance.now() - again
  await Promise.all(house.learners.map((learner) => learner.back()))
  await Promise.all(house.learners.map((learner) => learner.work()))
  return { killed: { gone, serves, work: performance.now() - again }, wrong: left }
}
