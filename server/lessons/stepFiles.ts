/** The files of a step: shared ones, those of the step it goes on from, its own; which are shown. */
import { startOf } from './mistakes.ts'
import type { Mistakes, Place } from './mistakes.ts'
import { suggest } from './nearest.ts'
import type { StepForm } from './stepForm.ts'
import type { Folder } from './tree.ts'
import type { YamlFile } from './yamlFile.ts'

/** What describes a step and is not placed in the lab. */
const describing = ['README.md', 'step.yaml']

/** Folders of a step that the format keeps for exercises. */
const kept = /^(solution|wrong)\//

export interface StepFiles {
  /** Everything placed in the lab, by path. */
  readonly files: ReadonlyMap<string, string>
  /** The tabs, in order. */
  readonly shown: readonly string[]
  readonly readonly: ReadonlySet<string>
}

export interface FileSources {
  readonly path: string
  readonly own: Folder
  readonly shared: ReadonlyMap<string, string>
  readonly from: StepFiles | undefined
}

const noPlace = (path: string) => (): Place => startOf(path)

/** Joins the files of a step. `yaml` is absent for a step that is only read. */
export function joinFiles(
  sources: FileSources,
  yaml: YamlFile<StepForm> | undefined,
  mistakes: Mistakes,
): StepFiles {
  const own = [...sources.own.files].filter(
    ([name]) => !describing.includes(name) && !kept.test(name),
  )
  const files = new Map([...sources.shared, ...(sources.from?.files ?? []), ...own])
  const place = yaml?.place ?? noPlace(`${sources.path}/README.md`)
  const usual = [...new Set([...(sources.from?.shown ?? []), ...own.map(([name]) => name)])]
  const shown = yaml?.value.show ?? usual
  shown.forEach((name, at) => {
    if (!files.has(name)) {
      mistakes.error(
        place('show', at),
        `show names a file that does not exist: ${name}. ${suggest(name, files.keys())}`,
      )
    }
  })
  const readonly = yaml?.value.readonly ?? []
  readonly.forEach((name, at) => {
    if (!shown.includes(name)) {
      mistakes.error(
        place('readonly', at),
        `readonly names a file that is not shown: ${name}. ${suggest(name, shown)}`,
      )
    }
  })
  return { files, shown: shown.filter((name) => files.has(name)), readonly: new Set(readonly) }
}

/** Files that nothing needs: not code that another file may import, not shown, not started, not linked. */
export function findStrays(
  sources: FileSources,
  used: ReadonlySet<string>,
  mistakes: Mistakes,
): void {
  for (const name of sources.own.files.keys()) {
    if (describing.includes(name) || kept.test(name) || name.endsWith('.py') || used.has(name))
      continue
    mistakes.error(
      startOf(`${sources.path}/${name}`),
      'Nothing shows, starts or links this file. Delete it, or name it in show:.',
    )
  }
}
