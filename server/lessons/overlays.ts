/** solution/ and wrong/<name>/: files that lie over those of a step. */
import type { Overlay } from './lesson.ts'
import { startOf } from './mistakes.ts'
import type { Mistakes } from './mistakes.ts'
import { suggest } from './nearest.ts'
import type { StepFiles } from './stepFiles.ts'
import type { Folder } from './tree.ts'

export interface Overlays {
  readonly solution: Overlay | undefined
  /** By the name of their folder. */
  readonly wrong: ReadonlyMap<string, Overlay>
}

/** The overlays in a step's folder; each holds only files of the step that differ, and that may be changed. */
export function readOverlays(
  { path, folder, files }: { path: string; folder: Folder; files: StepFiles },
  mistakes: Mistakes,
): Overlays {
  const all = new Map<string, Record<string, string>>()
  for (const [name, text] of folder.files) {
    const [, over, inside] = /^(solution|wrong\/[^/]+)\/(.+)$/.exec(name) ?? []
    if (over === undefined || inside === undefined) {
      if (name.startsWith('wrong/'))
        mistakes.error(
          startOf(`${path}/${name}`),
          'A wrong attempt is a folder, as wrong/joins/. Put the file in one.',
        )
      continue
    }
    const place = startOf(`${path}/${name}`)
    const start = files.files.get(inside)
    if (start === undefined) {
      mistakes.error(
        place,
        `${name} lies over no file of the step. ${suggest(inside, files.files.keys())}`,
      )
    } else if (start === text) {
      mistakes.error(place, `${name} equals ${inside}; an overlay holds only files that differ.`)
    } else if (files.readonly.has(inside) || !files.shown.includes(inside)) {
      mistakes.error(place, `A learner cannot change ${inside}: it is hidden or readonly.`)
    }
    const overlay = all.get(over) ?? {}
    overlay[inside] = text
    all.set(over, overlay)
  }
  const wrong = [...all].flatMap(([name, overlay]): [string, Overlay][] =>
    name === 'solution' ? [] : [[name.slice('wrong/'.length), overlay]],
  )
  return { solution: all.get('solution'), wrong: new Map(wrong) }
}
