/** The files of a step as the learner has them, which one is open, and what can be done to them. */
import { useState } from 'react'
import { Draft, keys, useKept, useProgress } from '../progress/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { filesOf, remove, rename, restore, write } from './draft.ts'
import type { BenchFile, Changes } from './draft.ts'

/** A line that the text points at; a new object each time, so that the same one can be lit again. */
export interface Lit {
  file: string
  line: number
}

export interface Bench {
  files: readonly BenchFile[]
  changes: Changes
  /** The open file; undefined when the step has none. */
  open: BenchFile | undefined
  lit: Lit | undefined
  /** What was just undone or deleted, in words, while it can be brought back. */
  undoable: string | undefined
  show: (file: string, line?: number) => void
  edit: (name: string, text: string) => void
  add: (name: string) => void
  rename: (from: string, to: string) => void
  remove: (name: string) => void
  restore: (name?: string) => void
  undo: () => void
}

const NO_CHANGES: Changes = {}

/** Drafts are kept under the step; give the component a `key` of the step so that nothing crosses over. */
export function useBench(lesson: string, step: StepView): Bench {
  const progress = useProgress()
  const key = keys.draft(lesson, step.id)
  const changes = useKept(key, Draft)?.files ?? NO_CHANGES
  const files = filesOf(step.files, changes)
  const [name, setName] = useState(step.programs[0]?.file)
  const [lit, setLit] = useState<Lit>()
  const [before, setBefore] = useState<{ changes: Changes; say: string }>()

  const keep = (next: Changes) =>
    progress.write(key, Object.keys(next).length === 0 ? null : { files: next })
  const undoably = (next: Changes, say: string) => {
    setBefore({ changes, say })
    keep(next)
  }
  return {
    files,
    changes,
    open: files.find((file) => file.name === name) ?? files[0],
    lit,
    undoable: before?.say,
    show: (file, line) => {
      setName(file)
      setLit(line === undefined ? undefined : { file, line })
    },
    edit: (file, text) => {
      setLit(undefined)
      setBefore(undefined)
      keep(write(step.files, changes, { name: file, text }))
    },
    add: (file) => {
      keep({ ...changes, [file]: '' })
      setName(file)
    },
    rename: (from, to) => {
      keep(rename(step.files, changes, { from, to }))
      if (name === from) setName(to)
    },
    remove: (file) => undoably(remove(step.files, changes, file), `${file} is deleted.`),
    restore: (file) => undoably(restore(changes, file), 'Back to the original.'),
    undo: () => {
      if (before !== undefined) keep(before.changes)
      setBefore(undefined)
    },
  }
}
