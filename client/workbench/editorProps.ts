/** What both editors take: the open file, what is lit in it, and where edits go. */
import type { BenchFile } from './draft.ts'
import type { Lit } from './useBench.ts'

export interface EditorProps {
  /** Tells files of one name in different steps apart. */
  place: string
  file: BenchFile
  lit: Lit | undefined
  /** Tab goes to the next control, instead of indenting. */
  tabLeaves: boolean
  onEdit: (text: string) => void
}
