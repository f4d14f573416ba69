/** Records a step: plays it, and proposes what its `step.yaml` would say if what was printed is what is right. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { stretchCourse } from '../lessons/index.ts'
import type { Course, Difference, Step, WrittenTranscript } from '../lessons/index.ts'
import type { Pool } from '../lab/index.ts'
import { breakdowns } from './breakdown.ts'
import { difference } from './difference.ts'
import { observe, Trouble } from './perform.ts'
import { registryOf } from './registry.ts'
import { rewrite } from './rewrite.ts'
import { limitsFor, measureSlowness } from './slowness.ts'
import { MOST, Turns } from './turns.ts'
import { transcribe } from './transcribe.ts'

export interface RecordOptions {
  readonly course: Course
  /** The course's folder. */
  readonly root: string
  readonly pool: Pool
  /** How often the step is played, 3 when left out: what differs between plays is no claim. */
  readonly plays?: number
  /** A play is over. */
  readonly tell?: (progress: { readonly play: number; readonly of: number }) => void
  readonly signal?: AbortSignal
}

export interface Recorded {
  readonly lesson: string
  readonly step: string
  /** The step's `step.yaml`, relative to the course's folder. */
  readonly path: string
  /** What it says now, and what it would say. Equal when everything printed is as claimed. */
  readonly before: string
  readonly after: string
  /** The lines of the two side by side. */
  readonly differences: readonly Difference[]
  /** What broke down in one of the plays, a sentence each: it may be no lesson but a slip. */
  readonly broke: readonly string[]
  /** A sentence when it could not be played; then nothing is proposed. */
  readonly trouble?: string
}

type Lines = readonly string[]

interface Printed {
  readonly all: ReadonlyMap<string, readonly Lines[]>
  readonly broke: ReadonlySet<string>
}

/** A web app's output is its server's: it is recorded only where something is claimed of it already. */
function isRecorded(step: Step, program: Step['programs'][number]): boolean {
  return step.expect.has(program.id) || program.app === undefined
}

async function printed(
  { lesson, step, slow }: { lesson: string; step: Step; slow: number },
  options: RecordOptions,
): Promise<Printed> {
  const { pool, plays = 3, tell, signal } = options
  const registry = registryOf(stretchCourse(options.course, slow), pool)
  const programs = step.programs.filter((program) => isRecorded(step, program))
  const all = new Map<string, Lines[]>(programs.map(({ id }) => [id, []]))
  const broke = new Set<string>()
  const claims = step.truths.map(({ claim }) => claim)
  const scene = { registry, slow, signal, counted: () => undefined }
  try {
    for (let play = 1; play <= plays; play += 1) {
      await observe(scene, { lesson, step, files: {}, claims }, (played) => {
        for (const [program, runs] of all) runs.push(played.lines(program))
        for (const one of breakdowns(played.seen)) broke.add(one)
      })
      tell?.({ play, of: plays })
    }
  } finally {
    registry.dispose()
  }
  return { all, broke }
}

function written(source: string): Readonly<Record<string, WrittenTranscript>> {
  const step: { expect?: Record<string, WrittenTranscript> } | null = parse(source)
  return step?.expect ?? {}
}

/**
 * Plays the step as it is written, several times, and proposes transcripts of what its programs printed. What is
 * claimed already and held stays as it is written. Writes nothing: see `writeRecord`.
 */
export async function record(
  place: { readonly lesson: string; readonly step: string },
  options: RecordOptions,
): Promise<Recorded> {
  const { lesson } = place
  const step = options.course.find(lesson)?.steps.find(({ id }) => id === place.step)
  const file = path.posix.join(lesson, place.step, 'step.yaml')
  const before = await fs.readFile(path.join(options.root, file), 'utf8')
  const same = { lesson, step: place.step, path: file, before, after: before }
  const nothing = { ...same, differences: [], broke: [] }
  if (step === undefined) return { ...nothing, trouble: 'There is no such step.' }
  const { samples, end } = measureSlowness(options.pool)
  try {
    await new Turns(samples, { isOver: () => options.signal?.aborted === true }).take(true)
    const slow = limitsFor(Math.min(MOST, samples.recent))
    const { all, broke } = await printed({ lesson, step, slow }, options)
    const former = written(before)
    const changed = new Map<string, WrittenTranscript>()
    for (const [program, runs] of all) {
      const transcript = transcribe(runs, former[program])
      if (transcript !== former[program]) changed.set(program, transcript)
    }
    const after = rewrite(before, changed)
    const differences = difference(before.split('\n'), after.split('\n'))
    return { ...nothing, after, differences, broke: [...broke] }
  } catch (error) {
    if (error instanceof Trouble) return { ...nothing, trouble: error.message }
    throw error
  } finally {
    end()
  }
}

/** Writes what was proposed; a sentence when the file is no longer what it was then. */
export async function writeRecord(
  root: string,
  { path: file, before, after }: Recorded,
): Promise<string | undefined> {
  const whole = path.join(root, file)
  if ((await fs.readFile(whole, 'utf8')) !== before)
    return `${file} has changed since it was recorded. Record it again.`
  await fs.writeFile(whole, after)
  return undefined
}
