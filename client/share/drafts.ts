/** The draft of a step and what was put aside for it: neither is ever lost to the other. */
import { Attempts, Draft, keys, ownOf, solvedBy, valueOf } from '../progress/index.ts'
import type { Progress } from '../progress/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { Aside, putAside } from './aside.ts'
import type { Changes } from './files.ts'

export interface Drafts {
  /** What stands in the editor without a link: the draft, else the learner's code of the exercise it goes on from. */
  own: () => Changes
  /** Shared code, as it came or already changed, becomes the draft; what was the draft is put aside. */
  take: (shared: Changes) => void
  /** The draft stays; shared code is put aside. */
  decline: (shared: Changes) => void
  /** The draft and what lies on top aside change places. */
  swap: () => void
  /** Drops what lies on top aside. */
  forget: () => void
}

export function draftsOf(progress: Progress, lesson: string, step: StepView): Drafts {
  const [draft, put] = [keys.draft(lesson, step.id), keys.beside(lesson, step.id)]
  const read = (key: string) => valueOf(progress.store.getState().entries, key)
  const solved = (): Changes | undefined => {
    const kept = Attempts.safeParse(read(keys.attempts(lesson, step.goesOn?.step ?? '')))
    return ownOf(step, kept.success ? solvedBy(kept.data) : undefined)
  }
  const own = (): Changes => {
    const kept = Draft.safeParse(read(draft))
    return kept.success ? kept.data.files : (solved() ?? {})
  }
  const aside = (): Aside => {
    const kept = Aside.safeParse(read(put))
    return kept.success ? kept.data : []
  }
  // No changes is a draft, too, where the code that solved the exercise would come back without one.
  const write = (files: Changes) => {
    const none = Object.keys(files).length === 0 && solved() === undefined
    progress.write(draft, none ? null : { files })
  }
  const writeAside = (next: Aside) => progress.write(put, next.length === 0 ? null : next)
  return {
    own,
    take(shared) {
      writeAside(putAside(aside(), { files: own(), mine: true }))
      write(shared)
    },
    decline: (shared) => writeAside(putAside(aside(), { files: shared, mine: false })),
    swap() {
      const [top, ...others] = aside()
      if (top === undefined) return
      writeAside(putAside(others, { files: own(), mine: !top.mine }))
      write(top.files)
    },
    forget: () => writeAside(aside().slice(1)),
  }
}
