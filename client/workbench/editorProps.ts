/** What both editors take: the open file, what is lit in it, and where edits go. */
import type { Meaning } from '../session/index.ts'
import type { BenchFile } from './draft.ts'
import type { Lit } from './useBench.ts'

/** By file: what its tab shows and says. */
export type HeldFiles = Readonly<Record<string, { meaning: Meaning; say: string }>>

/** What is selected, as offsets in the text. */
export interface Caret {
  readonly from: number
  readonly to: number
}

export interface EditorProps {
  /** Tells files of one name in different steps apart. */
  place: string
  file: BenchFile
  files: readonly BenchFile[]
  /** The program that holds up its own page, if any. */
  blocking: string | undefined
  /** Nothing is told of what runs. */
  quiet: boolean
  lit: Lit | undefined
  /** Where the learner was typing in the editor before this one. */
  caret?: Caret | undefined
  /** Tab goes to the next control, instead of indenting. */
  tabLeaves: boolean
  onEdit: (text: string) => void
  /** Files in which lines are held, and how. */
  onHeld: (held: HeldFiles) => void
}
