/** Files on disk for tests, by their paths. */
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Contents by path, with `/`, below a root. */
export type Tree = Readonly<Record<string, string | Uint8Array>>

/** The same in a folder. */
export function below(folder: string, tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([path, content]) => [`${folder}/${path}`, content] as const),
  )
}

/** Writes all of them below `root`, with the folders that they need. */
export async function writeTree(root: string, tree: Tree): Promise<void> {
  for (const [path, content] of Object.entries(tree)) {
    const file = join(root, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}

/** Writes them to a new temporary folder, which every user may enter; returns the folder. */
export async function newTree(name: string, tree: Tree): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), `backchannel-${name}-`))
  await chmod(root, 0o755)
  await writeTree(root, tree)
  return root
}
