/** Which lanes there are, how high, and what stands at their head. */
import type { Channel, Program, Thread } from '../fold/parts.ts'
import { barWords } from '../fold/words.ts'
import { YOU } from '../../../server/protocol/index.ts'
import { verdictOf } from './verdict.ts'
import { holdsUp } from './blocked.ts'
import { firstFrom } from './sketch.ts'
import type { Scene } from './sketch.ts'
import type { LaneBox } from './shapes.ts'
import { visible } from './visible.ts'

const HEIGHTS = { beats: 66, channel: 84, thread: 56, you: 42 }
/** Time runs down: they lie beside each other. */
const DOWN = { beats: 50, channel: 134, thread: 62, you: 44 }
const NARROW = { beats: 40, channel: 84, thread: 34, you: 34 }
const COMPACT = { beats: 58, channel: 58, thread: 36, you: 30 }
/** More threads than these are shown by program. */
const THREADS = 6
/** Channels beside these are in the table alone. */
const CHANNELS = 12

export interface Lanes {
  boxes: LaneBox[]
  height: number
  of: ReadonlyMap<string, LaneBox>
}

const NOT_RUN = 'not run yet'

type Draft = Omit<LaneBox, 'v' | 'height' | 'wire'>

export function lanesOf(scene: Scene): Lanes {
  const all = [...beats(scene), ...channels(scene), ...threads(scene), ...you(scene)]
  // Where there is no room for all, programs that have done nothing wait for theirs.
  const [full, small] = scene.down ? [DOWN, NARROW] : [HEIGHTS, COMPACT]
  const drafts = sum(all, full) > scene.room ? all.filter(({ say }) => say !== NOT_RUN) : all
  const [most, least] = [sum(drafts, full), sum(drafts, small)]
  // Between compact and full, as there is room.
  const part = Math.min(1, Math.max(0, (scene.room - least) / Math.max(1, most - least)))
  const heightOf = ({ type }: Draft) => Math.floor(small[type] + part * (full[type] - small[type]))
  let v = 0
  const boxes = drafts.map((draft) => {
    const height = heightOf(draft)
    const wire = Math.round(v + (scene.down ? 22 : height / 2))
    const box = { ...draft, v, height, wire }
    v += box.height
    return box
  })
  return { boxes, height: v, of: new Map(boxes.map((box) => [box.key, box])) }
}

function sum(some: readonly Draft[], heights: typeof HEIGHTS): number {
  return some.reduce((total, { type }) => total + heights[type], 0)
}

export function channelKey({ kind, name }: { kind: string; name: string }): string {
  return `channel ${kind} ${name}`
}

export function threadKey({ program, process, name }: Thread): string {
  return name === '' ? `program ${program}` : `thread ${program} ${process} ${name}`
}

function labelOf({ labels }: Scene, program: string): string {
  return labels.get(program)?.label ?? program
}

function beats(scene: Scene): Draft[] {
  return [...scene.fold.programs.values()].flatMap((program) => {
    if (program.beats.length === 0) return []
    const { say, meaning } = verdictOf(program, scene)
    const name = scene.labels.get(program.id)?.beats ?? labelOf(scene, program.id)
    return [{ ...plain, key: `beats ${program.id}`, type: 'beats', name, say, meaning }]
  })
}

const plain = { mono: false, beside: '', say: '', meaning: 'ink-2' } as const

function channels(scene: Scene): Draft[] {
  const { broker } = scene.fold
  const from = Math.min(scene.story, scene.stretch.from)
  return [...broker.channels.values()]
    .filter((one) => one.subscribers.size > 0 || one.last >= from)
    .filter((one) => isOurs(scene, one))
    .slice(0, CHANNELS)
    .map((one) => ({
      ...plain,
      key: channelKey(one),
      type: 'channel',
      name: visible(one.name, 40),
      mono: true,
      say: listens(one, scene.now),
      topic: one.kind,
    }))
}

/** Someone of this step, or the learner, has to do with it. */
function isOurs({ fold }: Scene, { wire, publishes, deliveries }: Channel): boolean {
  return (
    wire.some(({ of }) => fold.isOurs(of)) ||
    publishes.some(({ by }) => fold.isOurs(by)) ||
    deliveries.some(({ to }) => fold.isOurs(to))
  )
}

function listens({ kind, wire }: Channel, now: number): string {
  const count = wire[firstFrom(wire, now + 0.001) - 1]?.count ?? 0
  const what = kind === 'shard' ? 'shard channel' : kind
  if (count === 0) return `${what}, nobody listens`
  return `${what}, ${count} ${count === 1 ? 'subscriber' : 'subscribers'}`
}

function threads(scene: Scene): Draft[] {
  const from = Math.min(scene.story, scene.stretch.from)
  const shown = [...scene.fold.programs.values()].map((program) => ({
    program,
    threads: program.threads.filter((one, index) => index === 0 || one.last >= from),
  }))
  const folded = foldedOf(scene, shown)
  return shown.flatMap(({ program, threads: list }) => {
    const closed = folded.has(program.id)
    return (closed ? list.slice(0, 1) : list).map((thread, index) => ({
      ...threadDraft(scene, program, thread),
      ...(index === 0 && list.length > 1 ? foldOf(list.length, closed) : {}),
    }))
  })
}

function foldOf(threads: number, closed: boolean): Partial<Draft> {
  return { threads, open: !closed, ...(closed ? { beside: `${threads} threads` } : {}) }
}

/** With too many threads: those of the least busy programs, until the rest has room. */
function foldedOf(
  { opened, stretch }: Scene,
  shown: readonly { program: Program; threads: readonly Thread[] }[],
): ReadonlySet<string> {
  let total = shown.reduce((sum, { threads: list }) => sum + list.length, 0)
  const folded = new Set<string>()
  const busy = (list: readonly Thread[]) =>
    list.reduce((sum, { bars }) => sum + bars.length - firstFrom(bars, stretch.from), 0)
  const quietest = shown
    .filter(({ threads: list }) => list.length > 1)
    .toSorted((a, b) => busy(a.threads) - busy(b.threads))
  for (const { program, threads: list } of quietest) {
    const chosen = opened.get(program.id)
    if (chosen === true || (chosen === undefined && total <= THREADS)) continue
    folded.add(program.id)
    total -= list.length - 1
  }
  return folded
}

function threadDraft(scene: Scene, program: Program, thread: Thread): Draft {
  const own = thread.name === ''
  const name = own ? (program.threaded.size > 0 ? 'MainThread' : '') : visible(thread.name, 40)
  const process = thread.process === 2 ? '' : `process ${thread.process}, `
  return {
    ...plain,
    key: threadKey(thread),
    type: 'thread',
    name: labelOf(scene, program.id),
    mono: true,
    beside: process + name,
    ...doing(scene, program, thread),
  }
}

/** What it does now, or how it ended. */
function doing(
  { now, fold }: Scene,
  program: Program,
  thread: Thread,
): Pick<Draft, 'say' | 'meaning'> {
  const bar = thread.bars[firstFrom(thread.bars, now + 0.001) - 1]
  const lasts = bar !== undefined && (bar.to === undefined || bar.to > now)
  if (lasts) {
    const line = bar.line === undefined ? '' : `, line ${bar.line}`
    const blocked = holdsUp(fold, program, { thread, bar, now })
    return { say: barWords(bar) + line, meaning: blocked ? 'blocked' : bar.state }
  }
  if (thread.name !== '') return { say: bar === undefined ? '' : 'ended', meaning: 'ink-2' }
  const mark = program.marks.findLast(({ at, type }) => at <= now && type !== 'cut')
  if (mark === undefined) return { say: NOT_RUN, meaning: 'ink-2' }
  return { say: mark.type === 'start' ? 'starting' : mark.say, meaning: 'ink-2' }
}

function you(scene: Scene): Draft[] {
  const { you: marks, broker } = scene.fold
  const from = Math.min(scene.story, scene.stretch.from)
  const did =
    (marks.at(-1)?.at ?? -Infinity) >= from ||
    (broker.byHand.at(-1)?.at ?? -Infinity) >= from ||
    [...broker.channels.values()].some(({ wire }) =>
      wire.some(({ of, at }) => of.program === YOU && at >= from),
    )
  return did ? [{ ...plain, key: 'you', type: 'you', name: 'you', meaning: 'you' }] : []
}
