/** The built page, read once into memory: it is small, and the server may lose the right to read it. */
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface BuiltFile {
  readonly type: string
  readonly etag: string
  /** The name holds a hash of the content: it never changes. */
  readonly immutable: boolean
  readonly plain: Buffer
  readonly br?: Buffer
  readonly gzip?: Buffer
}

/** By URL path, `/assets/main-1a2b3c4d.js`. */
export type Built = ReadonlyMap<string, BuiltFile>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** Reads the folder that the build made; empty when it is not there. */
export async function readBuilt(folder: string): Promise<Built> {
  const names = await files(folder)
  const here = new Set(names)
  const built = new Map<string, BuiltFile>()
  for (const name of names) {
    if (/\.(br|gz)$/.test(name) && here.has(name.replace(/\.(br|gz)$/, ''))) continue
    const plain = await readFile(join(folder, name))
    built.set(`/${name.split(sep).join('/')}`, {
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      immutable: name.startsWith(`assets${sep}`),
      plain,
      ...(here.has(`${name}.br`) ? { br: await readFile(join(folder, `${name}.br`)) } : {}),
      ...(here.has(`${name}.gz`) ? { gzip: await readFile(join(folder, `${name}.gz`)) } : {}),
    })
  }
  return built
}

async function files(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
