/** One playground for all stories of a file. */
import { afterAll, beforeAll } from 'vitest'
import type { BrowserContextOptions } from 'playwright-core'
import { Learner } from './learner.ts'
import { Playground } from './playground.ts'

export interface Stage {
  readonly playground: Playground
  /** A new learner at `path`. */
  readonly arrive: (path?: string, options?: BrowserContextOptions) => Promise<Learner>
}

/**
 * Opens a playground before the file's first story and disposes of it after its last. `write` resolves with the
 * folder of a course of its own, which is removed with it; `args` are more of the server's.
 */
export function setStage(write?: () => Promise<string>, args: readonly string[] = []): Stage {
  let open: Playground | undefined
  beforeAll(async () => {
    open = await Playground.open({ lessons: await write?.(), args })
  })
  afterAll(() => open?.dispose())
  const playground = (): Playground => {
    if (open === undefined) throw new Error('the playground opens before the first story')
    return open
  }
  return {
    get playground() {
      return playground()
    },
    arrive: (path, options) => Learner.arrive(playground(), path, options),
  }
}
