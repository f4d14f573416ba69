/** What a thing is linked with: lines that programs printed about it, and the line of code that did it. Pure. */
import type { LinkedEvent, Said } from '../session/index.ts'
import type { Fold, Thing } from './fold/fold.ts'
import type { Delivery, Owner } from './fold/parts.ts'
import { lineOf } from './tell.ts'

export function linkOf(fold: Fold, thing: Thing): LinkedEvent {
  switch (thing.type) {
    case 'publish':
      return {
        seq: thing.seq,
        said: [
          ...saidBy(thing.by, { at: thing.at + thing.ms, text: thing.payload.text }),
          ...thing.deliveries.flatMap(saidOf),
        ],
        code: lineOf(fold, thing.by, thing.at),
      }
    case 'delivery':
      return { seq: thing.seq, said: saidOf(thing), code: lineOf(fold, thing.to, thing.at) }
    case 'beat':
      return { seq: thing.seq, said: [], code: undefined }
    default:
      return {
        seq: thing.seq,
        said: thing.run === undefined ? [] : [{ run: thing.run, at: thing.at, text: '' }],
        code: undefined,
      }
  }
}

function saidOf({ to, at, payload }: Delivery): Said[] {
  return saidBy(to, { at, text: payload.text })
}

function saidBy({ run }: Owner, said: Omit<Said, 'run'>): Said[] {
  return run === undefined ? [] : [{ run, ...said }]
}
