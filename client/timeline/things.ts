/** From the number of an event to what stands for it in the picture. Pure. */
import type { Fold, Thing } from './fold/fold.ts'
import type { Delivery, Publish } from './fold/parts.ts'
import { firstFrom } from './layout/sketch.ts'

export function findThing(fold: Fold, seq: number): Thing | undefined {
  const is = (one: Thing) => one.seq === seq
  for (const { publishes, deliveries } of fold.broker.channels.values()) {
    const found = publishes.findLast(is) ?? deliveries.findLast(is)
    if (found !== undefined) return found
  }
  for (const { marks, beats, commands } of fold.programs.values()) {
    const found = marks.findLast(is) ?? beats.findLast(is) ?? commands.findLast(is)
    if (found !== undefined) return found
  }
  return fold.you.findLast(is)
}

/** The message that a delivery is part of, where that is certain: one is pointed at as a whole. */
export function wholeOf(fold: Fold, thing: Thing): Thing {
  if (thing.type !== 'delivery' || thing.of === undefined) return thing
  return fold.broker.publishOf(thing.of) ?? thing
}

/** A line comes out so soon after the message that it is about, ms. */
const AFTER_MS = 150
const BEFORE_MS = 3

/** The message that a run's line was printed at: one that it names, else the last before it. */
export function thingOfLine(
  fold: Fold,
  { run, at, text }: { run: number; at: number; text: string },
): Thing | undefined {
  const near = [...messagesOf(fold, run, at)].toSorted((a, b) => a.at - b.at)
  const named = near.filter(({ payload }) => payload.text !== '' && text.includes(payload.text))
  const thing = named.at(-1) ?? near.at(-1)
  return thing === undefined ? undefined : wholeOf(fold, thing)
}

function* messagesOf(fold: Fold, run: number, at: number): Generator<Publish | Delivery> {
  for (const { publishes, deliveries } of fold.broker.channels.values()) {
    for (const one of publishes.slice(firstFrom(publishes, at - 5000)))
      if (one.by.run === run && isNear(at - one.at - one.ms)) yield one
    for (const one of deliveries.slice(firstFrom(deliveries, at - AFTER_MS)))
      if (one.to.run === run && isNear(at - one.at)) yield one
  }
}

function isNear(after: number): boolean {
  return after >= -BEFORE_MS && after <= AFTER_MS
}
