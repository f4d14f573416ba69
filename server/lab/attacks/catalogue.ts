/** All attacks as they lie in folders by family: programs with a header, and scripts against the server. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { FAMILIES, parseHeader, type Family, type Header } from './header.ts'

export interface Attack extends Header {
  /** `resources/fork-bomb`. */
  readonly name: string
  readonly family: Family
  readonly kind: 'py' | 'sh' | 'js' | 'ts'
  readonly file: string
  readonly text: string
  /** What a neighbour runs at the same time; its own header says what must come of it. */
  /** What is run in its supervisor or Redis, on a server where that can be. */
  readonly inside: string | undefined
  readonly neighbour: { readonly text: string; readonly header: Header } | undefined
}

const NEIGHBOUR = '.neighbour.py'
const INSIDE = '.inside.py'

/** In order of family and name. Throws with the file's name when a header is wrong. */
export function readAttacks(folder = import.meta.dirname): readonly Attack[] {
  return FAMILIES.flatMap((family) =>
    readdirSync(path.join(folder, family))
      .toSorted()
      .filter(
        (name) =>
          /\.(py|sh|js|ts)$/.test(name) && !name.endsWith(NEIGHBOUR) && !name.endsWith(INSIDE),
      )
      .map((name) => readAttack(family, path.join(folder, family, name))),
  )
}

function readAttack(family: Family, file: string): Attack {
  const { name, ext } = path.parse(file)
  const besides = (ending: string): string | undefined =>
    readIfThere(path.join(path.dirname(file), `${name}${ending}`))
  try {
    const text = readFileSync(file, 'utf8')
    const beside = besides(NEIGHBOUR)
    return {
      ...parseHeader(text),
      ...{ name: `${family}/${name}`, family, kind: kindOf(ext), file, text },
      inside: besides(INSIDE),
      neighbour: beside === undefined ? undefined : { text: beside, header: parseHeader(beside) },
    }
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : ''}`, { cause: error })
  }
}

function readIfThere(file: string): string | undefined {
  const there = readdirSync(path.dirname(file)).includes(path.basename(file))
  return there ? readFileSync(file, 'utf8') : undefined
}

function kindOf(ext: string): Attack['kind'] {
  if (ext === '.py') return 'py'
  if (ext === '.sh') return 'sh'
  return ext === '.js' ? 'js' : 'ts'
}
