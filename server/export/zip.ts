/** A lesson as one zip; the same lesson gives the same bytes, on any machine and at any time. */
import { strToU8, zipSync } from 'fflate'
import type { Zippable, ZippableFile } from 'fflate'
import { layOut } from './layout.ts'
import type { Source } from './source.ts'

export interface Packed {
  readonly bytes: Uint8Array
  /** One sentence for each thing of the lesson that is not in it. */
  readonly lost: readonly string[]
}

/** The year in which zip's time begins; the parts of a local time are what is written. */
const mtime = new Date(1980, 0, 1)
/** The attributes are those of Unix, so that play.py can be started by its name. */
const os = 3
const modeOf = (name: string): number => (name === 'play.py' ? 0o100755 : 0o100644)

/** Everything lies in one folder with the lesson's name. */
export async function packLesson(source: Source): Promise<Packed> {
  const { files, lost } = await layOut(source)
  const entries: Zippable = {}
  for (const [name, content] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const file: ZippableFile = typeof content === 'string' ? strToU8(content) : content
    entries[`${source.lesson.id}/${name}`] = [file, { mtime, os, attrs: modeOf(name) << 16 }]
  }
  return { bytes: zipSync(entries, { level: 9 }), lost }
}
