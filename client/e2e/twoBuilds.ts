/** A project's folder whose page can become another build: every hashed name is another, and the document says which it is. */
import { createHash } from 'node:crypto'
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

/** `name-1a2b3c4d.js`: the hash, turned round. */
const hashed = /-([\w-]{8})(?=\.\w+$)/

export class TwoBuilds {
  readonly root: string

  private constructor(root: string) {
    this.root = root
  }

  /** With the project's own build. */
  static async make(): Promise<TwoBuilds> {
    const root = await mkdtemp(join(tmpdir(), 'backchannel-builds-'))
    await cp(join(ROOT, 'build/client'), join(root, 'build/client'), { recursive: true })
    await cp(join(ROOT, 'build/server'), join(root, 'build/server'), { recursive: true })
    await cp(join(ROOT, 'package.json'), join(root, 'package.json'))
    // Labs are other users, who read what is linked here.
    await chmod(root, 0o755)
    await mkdir(join(root, 'var'))
    for (const name of ['lessons', 'server', 'var/python', 'var/system'])
      await symlink(join(ROOT, name), join(root, name))
    return new TwoBuilds(root)
  }

  /** From here on the folder has the other build; the server reads it when it starts. */
  async another(): Promise<void> {
    const page = join(this.root, 'build/client')
    const assets = join(page, 'assets')
    // Packed once, they would still be of the first.
    for (const folder of [page, assets])
      for (const name of await readdir(folder))
        if (/\.(br|gz)$/.test(name)) await rm(join(folder, name))
    const names = (await readdir(assets)).filter((name) => hashed.test(name))
    const renamed = names.map((name): [string, string] => [
      name,
      name.replace(hashed, (_all, hash: string) => `-${hash.split('').toReversed().join('')}`),
    ])
    for (const name of names) {
      const file = join(assets, name)
      if (/\.(js|css)$/.test(name))
        await writeFile(file, named(await readFile(file, 'utf8'), renamed))
    }
    for (const [from, to] of renamed) await rename(join(assets, from), join(assets, to))
    const [index, worker] = [join(page, 'index.html'), join(page, 'sw.js')]
    const before = await readFile(index)
    const text = named(before.toString('utf8'), renamed)
    const after = text.replace('</head>', '<meta name="build" content="another" /></head>')
    await writeFile(index, after)
    const source = named(await readFile(worker, 'utf8'), renamed)
    await writeFile(worker, source.replace(hashOf(before), hashOf(after)))
  }

  async dispose(): Promise<void> {
    await rm(this.root, { recursive: true, force: true })
  }
}

function named(text: string, renamed: readonly (readonly [string, string])[]): string {
  return renamed.reduce((all, [from, to]) => all.replaceAll(from, to), text)
}

const hashOf = (document: Buffer | string): string =>
  createHash('sha256').update(document).digest('base64')
