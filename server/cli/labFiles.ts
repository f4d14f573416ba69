/** Reads what goes into the lab: programs, and the files and folders beside them. */
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'

export interface Placed {
  /** Names in the lab's home of the programs, in order. */
  readonly programs: readonly string[]
  readonly files: Record<string, Buffer>
}

/** Rejects with a sentence when a file cannot be read or two have one name. */
export async function readFiles(
  programs: readonly string[],
  siblings: readonly string[],
): Promise<Placed> {
  const sources = new Map<string, string>()
  const files: Record<string, Buffer> = {}
  const add = async (source: string, name: string): Promise<void> => {
    const former = sources.get(name)
    if (former !== undefined && former !== path.resolve(source)) {
      throw new Error(`${former} and ${source} would both be ${name} in the lab`)
    }
    sources.set(name, path.resolve(source))
    files[name] = await readFile(source).catch((error: unknown) => {
      throw new Error(`${source} cannot be read: ${reasonOf(error)}`, { cause: error })
    })
  }
  for (const source of siblings) {
    for (const found of await below(path.resolve(source), path.basename(path.resolve(source)))) {
      await add(found.source, found.name)
    }
  }
  for (const source of programs) await add(source, path.basename(source))
  return { programs: programs.map((source) => path.basename(source)), files }
}

interface Found {
  readonly source: string
  readonly name: string
}

async function below(source: string, name: string): Promise<Found[]> {
  const about = await stat(source).catch((error: unknown) => {
    throw new Error(`${source} cannot be read: ${reasonOf(error)}`, { cause: error })
  })
  if (!about.isDirectory()) return [{ source, name }]
  const names = await readdir(source)
  const parts = await Promise.all(
    names
      .filter((child) => child !== '__pycache__')
      .map((child) => below(path.join(source, child), `${name}/${child}`)),
  )
  return parts.flat()
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'it is not there'
  if (code === 'EACCES') return 'it may not be read'
  return code === 'EISDIR' ? 'it is a folder' : error.message
}
