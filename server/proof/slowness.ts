/** How many times slower than usual this machine is just now, measured again and again while lessons are played. */
import { execFile } from 'node:child_process'

/** A start of Python takes 15 to 25 ms on an idle machine; lessons' time limits leave room for one six times slower. */
const USUAL_MS = 150
/** Slower than this is too slow to prove anything by. */
const MOST = 4
const EVERY_MS = 500
const PYTHON = '/usr/bin/python3'

/** One start of Python, in ms; resolves with 0 where there is none. */
function startOnce(): Promise<number> {
  const began = performance.now()
  return new Promise((resolve) => {
    execFile(PYTHON, ['-I', '-c', 'pass'], (error) =>
      resolve(error ? 0 : performance.now() - began),
    )
  })
}

/** From 1 to 4, in halves: so small a change is no reason to wait longer. */
function factorOf(ms: number): number {
  return Math.min(MOST, Math.max(1, Math.ceil((2 * ms) / USUAL_MS) / 2))
}

interface Sample {
  readonly at: number
  readonly ms: number
}

/** On the average: one late start says nothing. */
function averageOf(samples: readonly Sample[]): number {
  const sum = samples.reduce((total, { ms }) => total + ms, 0)
  return factorOf(sum / Math.max(1, samples.length))
}

export class Slowness {
  readonly #samples: Sample[] = []
  #over = false
  #wake: () => void = () => undefined
  readonly #done: Promise<void>

  private constructor(first: number) {
    this.#samples.push({ at: performance.now(), ms: first })
    this.#done = this.#goOn()
  }

  /** Has measured once when it resolves. `dispose` must follow. */
  static async measure(): Promise<Slowness> {
    return new Slowness(await startOnce())
  }

  /** Of the last few seconds: what begins now has to reckon with it. */
  get now(): number {
    return averageOf(this.#samples.slice(-5))
  }

  /** Since `at`, on the clock of `performance.now()`; 1 when nothing was measured. */
  since(at: number): number {
    return averageOf(this.#samples.filter((one) => one.at >= at))
  }

  async dispose(): Promise<void> {
    this.#over = true
    this.#wake()
    await this.#done
  }

  async #goOn(): Promise<void> {
    while (!this.#over) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, EVERY_MS)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      if (this.#over) return
      const ms = await startOnce()
      this.#samples.push({ at: performance.now(), ms })
    }
  }
}
