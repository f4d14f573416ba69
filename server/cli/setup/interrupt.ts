/**
 * Ctrl-C, SIGTERM or a closed terminal while a command works: what it started ends first, what is half
 * done is taken back by whoever began it, and then the command ends, with 128 + the signal.
 */
import type { ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { Problem } from './problem.ts'

/**
 * `group`: a process group of its own, ended by SIGTERM. `whole`: one too, but left to finish (apt, in
 * the middle of installing, would leave a broken system). `terminal`: shares our terminal, which brings
 * it Ctrl-C; other signals are passed on.
 */
export type Bond = 'group' | 'whole' | 'terminal'

/** What work ends with once the person has asked to end. */
export class Interrupted extends Problem {
  constructor() {
    super('Interrupted. Nothing is half done: the same command goes on from here.')
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const bonds = new Map<ChildProcess, Bond>()
let asked: NodeJS.Signals | undefined

/** From here on signals end the command in order. */
export function endInOrder(): void {
  for (const signal of signals) process.on(signal, interrupt)
}

/** 128 + the signal that was asked to end by; undefined when none was. */
export function interruptedStatus(): number | undefined {
  return asked === undefined ? undefined : 128 + constants.signals[asked]
}

/** Keeps the child in mind until it has ended, or the function given back is called. */
export function bind(child: ChildProcess, bond: Bond): () => void {
  const loosen = (): void => void bonds.delete(child)
  bonds.set(child, bond)
  child.once('close', loosen)
  child.once('error', loosen)
  // Started in the moment between the signal and the work's noticing of it.
  if (asked !== undefined) end(child, bond, asked)
  return loosen
}

function interrupt(signal: NodeJS.Signals): void {
  if (asked === undefined && [...bonds.values()].includes('whole')) {
    process.stdout.write('(ends when this is done) ')
  }
  asked ??= signal
  if (bonds.size === 0) process.exit(interruptedStatus())
  for (const [child, bond] of bonds) end(child, bond, signal)
}

function end(child: ChildProcess, bond: Bond, signal: NodeJS.Signals): void {
  if (bond === 'terminal') {
    // The terminal has told it already; twice would be "at once" to most programs.
    if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal)
    return
  }
  if (bond === 'whole' || child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGTERM')
  } catch {
    // It has ended by itself, and its `close` is on the way.
    child.kill()
  }
}
