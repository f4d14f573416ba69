/** A lab in which a program was just started goes before labs that are at work already, until it prints: somebody looks at it. */
import type { LabGroup } from './fence/groups.ts'

/** What has printed nothing after so long is at work, too; ms. */
const MOST_MS = 250
/** From one head start to the next of the same lab, ms: who starts programs all the time has one a quarter of the time at most. */
const AGAIN_MS = 1_000

export class HeadStart {
  readonly #group: Pick<LabGroup, 'precede'> | undefined
  #began = -Infinity
  /** Whose first output ends it: the latest. */
  #run = 0
  #timer: NodeJS.Timeout | undefined

  /** Without a group there is none to have. */
  constructor(group: Pick<LabGroup, 'precede'> | undefined) {
    this.#group = group
  }

  begin(run: number): void {
    this.#run = run
    const now = performance.now()
    if (this.#group === undefined || now - this.#began < AGAIN_MS) return
    this.#began = now
    this.#group.precede(true)
    this.#timer = setTimeout(() => {
      this.end()
    }, MOST_MS)
  }

  /** That run has printed something, or ended. */
  shown(run: number): void {
    if (run === this.#run) this.end()
  }

  end(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#group?.precede(false)
  }
}
