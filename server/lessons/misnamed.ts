/** Files that describe a step, and the names they get by mistake. */
import { startOf } from './mistakes.ts'
import type { Mistakes } from './mistakes.ts'
import type { Folder } from './tree.ts'

const nearly = {
  'step.yaml': /^step\.ya?ml$/i,
  'README.md': /^readme\.(md|markdown)$/i,
} as const

/** Where `folder` lacks `name`: whether something was told that explains it, a slip in its name or no text. */
export function isMisnamed(
  name: keyof typeof nearly,
  { path, folder }: { path: string; folder: Folder },
  mistakes: Mistakes,
): boolean {
  const found = [...folder.files.keys()].find((file) => nearly[name].test(file))
  if (found !== undefined)
    mistakes.error(startOf(`${path}/${found}`), `This file is not read. Name it ${name}.`)
  return found !== undefined || mistakes.all.some((one) => one.path === `${path}/${name}`)
}
