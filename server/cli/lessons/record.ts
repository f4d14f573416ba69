/** `npm run lessons -- --record`: shows what steps would claim if what they print is right, and writes it when told to. */
import { createInterface } from 'node:readline/promises'
import { piecesOf, record, writeRecord } from '../../proof/index.ts'
import type { Recorded } from '../../proof/index.ts'
import { inkFor } from './ink.ts'
import { shownPath } from './lint.ts'
import type { Proving } from './prove.ts'
import { differenceInLines } from './report.ts'
import type { PlayRequest } from './request.ts'

const say = (text: string): void => void process.stdout.write(text)

/** Nobody at a terminal: nothing is written unless it was said beforehand. */
async function agreed(yes: boolean, file: string): Promise<boolean> {
  if (yes) return true
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
    say('Nobody can be asked here; --yes writes it without a question. ')
    return false
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^y(es)?$/i.test((await terminal.question(`Write ${file}? [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}

/** Shows one proposal, and writes it when the author agrees; true when the file says what was observed. */
async function settle(root: string, recorded: Recorded, yes: boolean): Promise<boolean> {
  const file = shownPath(root, recorded.path)
  if (recorded.trouble !== undefined) {
    say(`${file}: ${recorded.trouble}\n`)
    return false
  }
  if (recorded.after === recorded.before) {
    say(`${file} says what was observed.\n`)
    return true
  }
  const lines = differenceInLines(recorded.differences, inkFor(process.stdout, process.env))
  say(`${file}\n${lines.map((line) => `  ${line}\n`).join('')}`)
  for (const one of recorded.broke) say(`${one}\n`)
  if (!(await agreed(yes, file))) {
    say(`${file} is left as it is.\n`)
    return false
  }
  const trouble = await writeRecord(root, recorded)
  say(trouble === undefined ? `${file} is written.\n` : `${trouble}\n`)
  return trouble === undefined
}

/** Records every step that is wanted, one after the other; true when all files say what was observed. */
export async function recordAll(request: PlayRequest, proving: Proving): Promise<boolean> {
  const { course, root, pool } = proving
  let settled = true
  for (const { lesson, step, kind } of piecesOf(course, request.only)) {
    if (kind !== 'start') continue
    const recorded = await record({ lesson, step }, { course, root, pool })
    settled = (await settle(root, recorded, request.yes)) && settled
  }
  return settled
}
