/** Which rows are shown; kept up with new events without going over the old ones again. Pure. */
import type { Numbered } from '../../../server/protocol/index.ts'
import type { Fold } from '../fold/fold.ts'
import type { Names } from '../tell.ts'
import { rowOf } from './rows.ts'
import type { Kind, Row } from './rows.ts'

export interface Filter {
  /** Empty: all of them. */
  programs: ReadonlySet<string>
  channels: ReadonlySet<string>
  kinds: ReadonlySet<Kind>
  /** In any cell, whatever its case. */
  search: string
}

export const EVERYTHING: Filter = {
  programs: new Set(),
  channels: new Set(),
  kinds: new Set(),
  search: '',
}

export function passes(row: Row, { programs, channels, kinds, search }: Filter): boolean {
  if (programs.size > 0 && !programs.has(row.program)) return false
  if (channels.size > 0 && !channels.has(row.channel)) return false
  if (kinds.size > 0 && !kinds.has(row.kind)) return false
  if (search === '') return true
  const needle = search.toLowerCase()
  return [row.who, row.what, row.channel, row.payload, row.receivers].some((cell) =>
    cell.toLowerCase().includes(needle),
  )
}

/**
 * The rows of one filter, by time, and those of one time as they came. What is told with its reply (a publish, a
 * command, a beat) comes after what it caused, and stands before it.
 */
export class RowList {
  rows: Row[] = []
  readonly channels = new Set<string>()
  readonly filter: Filter
  readonly #names: Names
  #fold: Fold | undefined
  #first: Numbered | undefined
  #read = 0

  constructor(filter: Filter, names: Names) {
    this.filter = filter
    this.#names = names
  }

  /** Takes in what came; begins anew when old rows have left. Nothing after `until` is taken. */
  sync(fold: Fold, until = Infinity): void {
    const [first] = fold.rows
    if (this.#fold !== fold || (this.#first !== undefined && this.#first !== first))
      this.#begin(fold)
    this.#first = first
    for (; this.#read < fold.rows.length; this.#read += 1) {
      const one = fold.rows[this.#read]
      if (one === undefined || one.at > until) break
      const row = rowOf(one, fold, this.#names)
      if (row.channel !== '') this.channels.add(row.channel)
      if (passes(row, this.filter)) this.#place(row)
    }
  }

  /** Looked for from the end: nearly all come in order. */
  #place(row: Row): void {
    let place = this.rows.length
    while ((this.rows[place - 1]?.at ?? row.at) > row.at) place -= 1
    this.rows.splice(place, 0, row)
  }

  #begin(fold: Fold): void {
    this.#fold = fold
    this.#read = 0
    this.rows = []
  }
}
