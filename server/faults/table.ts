/** The table of RELIABILITY.md as the fault test reads it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const text = readFileSync(join(import.meta.dirname, '../RELIABILITY.md'), 'utf8')

/** The first column of the table of faults. */
export const rows: readonly string[] = (text.split('## Faults')[1]?.split('\n## ')[0] ?? '')
  .split('\n')
  .flatMap((line) => (line.startsWith('| ') ? [line.split('|')[1]?.trim() ?? ''] : []))
  .filter((name) => !/^(-+|what breaks)$/.test(name))
