/** The files of a step as the learner has them, which one is open, and what can be done to them. */
import { useState } from 'react'
import { Attempts, Draft, keys, ownOf, solvedBy, useKept, useProgress } from '../progress/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { filesOf, remove, rename, restore, write } from './draft.ts'
import type { BenchFile, Changes } from './draft.ts'

/** A line that the text points at; a new object each time, so that the same one can be lit again. */
export interface Lit {
  file: string
  line: number
}

/** Code that came with a link: shown in place of the learner's, which stays what is kept. */
export interface Guest {
  changes: Changes
  /** It becomes the learner's, with what was just done to it. */
  take: (changes: Changes) => void
}

export interface Bench {
  files: readonly BenchFile[]
  changes: Changes
  /** These are not the learner's own: nothing of them is kept yet. */
  guest: boolean
  /** The open file; undefined when the step has none. */
  open: BenchFile | undefined
  lit: Lit | undefined
  /** What was just undone or deleted, in words, while it can be brought back. */
  undoable: string | undefined
  /** The exercise that the step goes on from, if any. */
  goesOn: StepView['goesOn']
  /** The learner has kept no change of this step. */
  untouched: boolean
  show: (file: string, line?: number) => void
  edit: (name: string, text: string) => void
  add: (name: string) => void
  rename: (from: string, to: string) => void
  remove: (name: string) => void
  restore: (name?: string) => void
  /** Puts all of the learner's changes at once; `say` tells it, and it can be undone. */
  replace: (changes: Changes, say: string) => void
  undo: () => void
}

const NO_CHANGES: Changes = {}

/** What is kept of the learner's changes, and how to keep others. */
function useDraft(lesson: string, step: StepView, guest: Guest | undefined) {
  const progress = useProgress()
  const key = keys.draft(lesson, step.id)
  const solved = solvedBy(useKept(keys.attempts(lesson, step.goesOn?.step ?? ''), Attempts))
  const own = ownOf(step, solved)
  const draft = useKept(key, Draft)?.files
  if (guest !== undefined) return { changes: guest.changes, untouched: false, keep: guest.take }
  return {
    changes: draft ?? own ?? NO_CHANGES,
    untouched: draft === undefined,
    // No changes is a draft, too, where the learner's own code would come back without one.
    keep: (next: Changes) =>
      progress.write(
        key,
        Object.keys(next).length === 0 && own === undefined ? null : { files: next },
      ),
  }
}

/** Drafts are kept under the step; give the component a `key` of the step so that nothing crosses over. */
export function useBench(lesson: string, step: StepView, guest?: Guest): Bench {
  const { changes, untouched, keep } = useDraft(lesson, step, guest)
  const all = filesOf(step.files, changes)
  // What differs in a guest's is nothing that the learner did.
  const files = guest === undefined ? all : all.map((file) => ({ ...file, changed: false }))
  const [name, setName] = useState(step.programs[0]?.file)
  const [lit, setLit] = useState<Lit>()
  const [before, setBefore] = useState<{ changes: Changes; say: string }>()

  const undoably = (next: Changes, say: string) => {
    setBefore({ changes, say })
    keep(next)
  }
  const open = files.find((file) => file.name === name) ?? files[0]
  return {
    files,
    changes,
    guest: guest !== undefined,
    open,
    lit,
    undoable: before?.say,
    goesOn: step.goesOn,
    untouched,
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
    replace: undoably,
    undo: () => {
      if (before !== undefined) keep(before.changes)
      setBefore(undefined)
    },
  }
}
