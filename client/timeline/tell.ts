/** Things in words: the read-out of the bar, and the table's cells. Pure. */
import { YOU } from '../../server/protocol/index.ts'
import { latency } from '../session/index.ts'
import type { Fold, Thing } from './fold/fold.ts'
import type { Delivery, Owner, Publish } from './fold/parts.ts'
import { receivedWords } from './fold/words.ts'
import { groupWords } from './layout/messages.ts'
import type { Group } from './layout/shapes.ts'
import { visible } from './layout/visible.ts'

export interface Told {
  /** In mono, as it was sent. */
  payload: string
  say: string
}

/** Programs by the names that the page shows. */
export type Names = (program: string) => string

export function tell(thing: Thing | Group, fold: Fold, names: Names): Told {
  switch (thing.type) {
    case 'publish':
      return { payload: visible(thing.payload.text, 60), say: tellPublish(thing, fold, names) }
    case 'delivery':
      return { payload: visible(thing.payload.text, 60), say: tellDelivery(thing, names) }
    case 'group':
      return {
        payload: visible(thing.channel, 40),
        say: `${groupWords(thing)}: zoom in to see each`,
      }
    case 'beat': {
      const { beat } = thing
      if (beat.type === 'answered')
        return { payload: '', say: `answered ${beat.status} in ${latency(beat.ms)}` }
      if (beat.type === 'refused') return { payload: '', say: 'refused: nothing listens there' }
      return { payload: '', say: `no answer in ${latency(beat.ms)}` }
    }
    default:
      return { payload: '', say: `${names(thing.program)} ${thing.say}` }
  }
}

function tellPublish(publish: Publish, fold: Fold, names: Names): string {
  const line = lineOf(fold, publish.by, publish.at)
  const from = whoIs(publish.by, names) + (line === undefined ? '' : `:${line.line}`)
  const received = receivedWords(publish.receivers)
  const [first, ...more] = publish.deliveries
  if (first === undefined) return `${from} on ${visible(publish.channel.name, 40)}, ${received}`
  const to = more.length === 0 ? whoIs(first.to, names) : `${more.length + 1} connections`
  const took = first.ms === undefined ? '' : ` in ${latency(first.ms)}`
  return `${from} to ${to}${took}, ${received}`
}

function tellDelivery(delivery: Delivery, names: Names): string {
  const took = delivery.ms === undefined ? '' : ` after ${latency(delivery.ms)}`
  const which = delivery.oneOf.length > 0 ? `, of one of ${delivery.oneOf.length} publishes` : ''
  return `${whoIs(delivery.to, names)} got it${took}${which}`
}

export function whoIs({ program }: Owner, names: Names): string {
  if (program === YOU) return 'you'
  return program === '' ? 'a program that is gone' : names(program)
}

/** The line that a run was at, where only one of its threads can have been meant. */
export function lineOf(
  fold: Fold,
  { run, connection }: Owner,
  at: number,
): { file: string; line: number } | undefined {
  const program = fold.programOf({ run })
  if (program === undefined) return undefined
  const bars = program.threads.flatMap((thread) => {
    const bar = thread.bars.findLast((one) => one.run === run && one.at <= at + 1)
    return bar === undefined || (bar.to ?? Infinity) < at - 1 ? [] : [bar]
  })
  const reads = bars.find((bar) => bar.connection === connection && bar.connection !== undefined)
  const [only, ...more] = bars
  const bar = reads ?? (more.length === 0 ? only : undefined)
  if (bar?.file === undefined || bar.line === undefined) return undefined
  return { file: bar.file, line: bar.line }
}
