/** Where in a file of the lesson a claim is written, for a terminal or an editor to jump to. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { LineCounter, isMap, isNode, isScalar, parseDocument } from 'yaml'
import type { Finding, PieceName } from './finding.ts'

/** `path` is relative to the course's folder; line and column count from 1. */
export interface ClaimPlace {
  readonly path: string
  readonly line: number
  readonly column: number
}

/** Offset of the key at the end of `keys`, or of the nearest thing above it that is there. */
function offsetOf(source: string, keys: readonly string[]): number {
  const document = parseDocument(source)
  for (let length = keys.length; length > 0; length -= 1) {
    const above = keys.slice(0, length - 1)
    const map: unknown = above.length === 0 ? document.contents : document.getIn(above, true)
    if (!isMap(map)) continue
    const pair = map.items.find(({ key }) => isScalar(key) && key.value === keys[length - 1])
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0]
  }
  return 0
}

/** Where the claim of a finding stands in the course at `root`; the file's start when it is gone. */
export async function placeOf(
  root: string,
  { lesson, step }: PieceName,
  { place }: Finding,
): Promise<ClaimPlace> {
  const file = place.file === 'quiz.yaml' ? `${lesson}/quiz.yaml` : `${lesson}/${step}/step.yaml`
  const source = await fs.readFile(path.join(root, file), 'utf8').catch(() => '')
  const lines = new LineCounter()
  parseDocument(source, { lineCounter: lines })
  const { line, col } = lines.linePos(offsetOf(source, place.keys))
  return { path: file, line: Math.max(1, line), column: Math.max(1, col) }
}
