/** The marks of a step's files now: of the latest runs, as long as a file is as it was when the run began. */
import { useState } from 'react'
import { isLive, pagesOf, placeOf, useFacts, useLabNow } from '../session/index.ts'
import type { Facts, Run } from '../session/index.ts'
import { crashOf } from './crash.ts'
import type { BenchFile } from './draft.ts'
import { marksOf } from './marks.ts'
import type { Mark } from './marks.ts'

/** Pages of output in which a traceback is looked for. */
const PAGES = 3

const NO_RUNS: readonly Run[] = []

export interface Marked {
  /** `lesson/step`. */
  place: string
  files: readonly BenchFile[]
  blocking: string | undefined
  /** Nothing is told of what runs. */
  quiet: boolean
}

export function useMarks({ place, files, blocking, quiet }: Marked): readonly Mark[] {
  const facts = useFacts((state) => state.facts)
  const runs = quiet ? NO_RUNS : latestOf(facts, place)
  const began = useTexts(runs, files)
  const threads = runs.flatMap(({ run }) =>
    Object.values(facts.threads[run] ?? {}).filter(({ file = '' }) =>
      isSame(began[run], files, file),
    ),
  )
  const now = useLabNow(threads.some(({ heldSince }) => heldSince !== undefined))
  const crashes = runs.flatMap((run): Mark[] => {
    const crash = crashIn(run, place)
    if (crash === undefined || !isSame(began[run.run], files, crash.file)) return []
    return [{ ...crash, meaning: 'failed', time: '' }]
  })
  return [...marksOf({ threads, blocking, now }), ...crashes]
}

function latestOf(facts: Facts, place: string): Run[] {
  return Object.values(facts.runsOf).flatMap((numbers) => {
    const run = facts.runs[numbers.at(-1) ?? 0]
    return run !== undefined && placeOf(run.of) === place ? [run] : []
  })
}

function crashIn(run: Run, place: string) {
  const { state } = run
  const failed = isLive(run) || (state.type === 'ended' && state.reason.type === 'exit')
  if (!failed) return undefined
  const lines = pagesOf(run.output)
    .slice(-PAGES)
    .flatMap((page) => page.lines)
    .filter((line) => line.stream === 'err')
  return crashOf(
    lines.map((line) => line.text),
    `/home/learner/${place.slice(place.lastIndexOf('/') + 1)}/`,
  )
}

type Texts = Readonly<Record<string, string>>

/** The files' texts by run, as they were when the run was first seen. */
function useTexts(
  runs: readonly Run[],
  files: readonly BenchFile[],
): Readonly<Record<number, Texts>> {
  const [texts, setTexts] = useState<Readonly<Record<number, Texts>>>({})
  const fresh = runs.filter(({ run }) => !(run in texts)).map(({ run }) => run)
  if (fresh.length > 0) {
    const now = Object.fromEntries(files.map(({ name, text }) => [name, text]))
    setTexts({ ...texts, ...Object.fromEntries(fresh.map((run) => [run, now])) })
  }
  return texts
}

function isSame(began: Texts | undefined, files: readonly BenchFile[], name: string): boolean {
  const file = files.find((one) => one.name === name)
  return file !== undefined && began?.[name] === file.text
}
