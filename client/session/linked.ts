/** What is pointed at, wherever it is shown: one event at a time, in timeline, consoles and code. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Line } from './scrollback.ts'

/** A line that a run printed because of an event. */
export interface Said {
  run: number
  /** When it sent or got the message, ms on the lab's clock. */
  at: number
  /** The message, where there is one. */
  text: string
}

export interface LinkedEvent {
  /** Number of the event in the session. */
  seq: number
  said: readonly Said[]
  /** The line of code that did it, where it is known. */
  code: { file: string; line: number } | undefined
}

export interface Linked {
  event: LinkedEvent | undefined
  /** A console line that is pointed at; the timeline finds its event. */
  line: { run: number; at: number; text: string } | undefined
}

export function createLinked(): StoreApi<Linked> {
  return createStore<Linked>(() => ({ event: undefined, line: undefined }))
}

/** A line comes out at most so long after the message, ms; and the clocks of both may differ by a little. */
const AFTER_MS = 150
const BEFORE_MS = 3

/** Numbers of a run's lines that were printed at these messages: those that name one, else the first after it. */
export function linesOf(lines: readonly Line[], said: readonly Said[]): ReadonlySet<number> {
  const found = new Set<number>()
  for (const { at, text } of said) {
    const near = lines.filter(
      (line) => line.at >= at - BEFORE_MS && line.at <= at + AFTER_MS && !found.has(line.n),
    )
    const naming = text === '' ? undefined : near.find((line) => line.text.includes(text))
    const line = naming ?? near[0]
    if (line !== undefined) found.add(line.n)
  }
  return found
}
